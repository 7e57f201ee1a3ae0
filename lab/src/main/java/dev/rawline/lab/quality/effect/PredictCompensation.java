package dev.rawline.lab.quality.effect;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.metric.Bootstrap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hipparchus.stat.inference.ChiSquareTest;

/**
 * A compensation × the task's model and data with labels → what is to be expected of it, and, on
 * labelled data that the drifted camera recorded, what it does.
 *
 * <p>A metric that falls is an objection to the compensation. So is one that does not rise
 * significantly, where the drifted camera's labelled data have other shares of the classes than the
 * reference camera's: its images then have other content, and do not confirm a compensation.
 *
 * @param effect the model, and labelled data that the reference camera recorded
 * @param proof labelled data that the drifted camera recorded; empty for none
 */
public record PredictCompensation(PredictEffect effect, List<Sample> proof) {
  /** The place of the step with the proposed parameters; the one before is without them. */
  private static final int COMPENSATED = 2;

  private static final double LEVEL_OF_SHARES = 0.05;

  /**
   * The level of the interval that must lie above no effect where content differs. Of 200
   * compensations without effect, one then passes and is significantly worse on other data (5 %)
   * with a probability of 200 · 0.005 · 0.05 = 5 %.
   */
  public static final double SURE = 0.99;

  private static final int RESAMPLES = 4000;
  private static final String FALLS = "the metric of the task falls on labelled data";

  /** Copies the list. */
  public PredictCompensation {
    proof = List.copyOf(proof);
  }

  /**
   * What is to be expected of a compensation.
   *
   * @param theta the proposed parameters of the chain
   * @param steps the metric by the reference camera, by the drifted one, and with the numbers that
   *     are proposed; then, where data with labels of the drifted camera were given, on those
   *     before and after
   * @param objection what the metric on labelled data says against it, a sentence
   * @param pictures how the camera differs, found by another way, where there are pictures enough
   * @param notes what to know before applying it, a sentence each
   */
  public record Result(
      Theta theta,
      List<MetricEffect> steps,
      Optional<String> objection,
      Optional<ViewMatch> pictures,
      List<String> notes) {
    /** Copies the collections. */
    public Result {
      steps = List.copyOf(steps);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Predicts.
   *
   * @param drifted images of the drifted camera
   * @throws IOException if the model or a sample cannot be read
   */
  public Result of(QualityReference reference, Compensation compensation, List<Sample> drifted)
      throws IOException {
    return effect.evaluate(
        reference,
        context -> {
          ModelUnderTest subject = context.subject();
          EquivalentTheta setting = context.setting();
          CameraDrift difference = compensation.difference();
          MetricAndLoss usual = subject.judge(OperatingPoint.USUAL);
          List<MetricEffect> steps = new ArrayList<>();
          steps.add(step(reference, subject, usual, usual, "reference camera"));
          steps.add(
              step(
                  reference,
                  subject,
                  usual,
                  subject.judge(setting.drifted(difference, CameraDrift.NONE, context.sensor())),
                  "drifted camera, predicted"));
          steps.add(
              step(
                  reference,
                  subject,
                  usual,
                  subject.judge(
                      setting.drifted(difference, compensation.undone(), context.sensor())),
                  "compensated, predicted"));
          Optional<String> objection =
              steps.getLast().drop().value() > steps.get(COMPENSATED - 1).drop().value()
                  ? Optional.of(FALLS)
                  : Optional.empty();
          if (!proof.isEmpty()) {
            Optional<String> measured = proved(reference, compensation, context, steps);
            objection = objection.or(() -> measured);
          }
          return new Result(
              setting.undoing(compensation.undone()),
              steps,
              objection,
              effect.pictures(context, difference, drifted),
              notes(context));
        });
  }

  private static List<String> notes(PredictEffect.ModelContext context) {
    return context.ofEachFile()
        ? List.of(
            "The processing chain reads levels and white balance from each file: if the files of the drifted camera state its new values, the images are already compensated, and the proposed values would compensate twice.")
        : List.of();
  }

  private MetricEffect step(
      QualityReference reference,
      ModelUnderTest subject,
      MetricAndLoss usual,
      MetricAndLoss judged,
      String how) {
    return effect.effect(reference, subject.metric(), usual, judged, how);
  }

  /** Adds the steps of the labelled data of the drifted camera, and returns what they object. */
  private Optional<String> proved(
      QualityReference reference,
      Compensation compensation,
      PredictEffect.ModelContext context,
      List<MetricEffect> steps)
      throws IOException {
    TrainedModel trained = effect.source().open(effect.engine());
    try (ModelUnderTest subject =
        ModelUnderTest.of(
            trained,
            proof,
            Optional.of(context.subject().metric()),
            Optional.of(context.sensor()),
            effect.seed())) {
      EquivalentTheta setting = new EquivalentTheta(subject.theta(), context.setting().scale());
      MetricAndLoss before = subject.judge(OperatingPoint.USUAL);
      MetricAndLoss after =
          subject.judge(OperatingPoint.of(setting.undoing(compensation.undone())));
      steps.add(step(reference, subject, before, before, "drifted camera, measured"));
      steps.add(step(reference, subject, before, after, "compensated, measured"));
      Estimate drop =
          new Bootstrap(RESAMPLES, SURE, new Seed(effect.seed(), "compensation"))
              .drop(before.metric(), after.metric());
      if (drop.value() > 0) {
        return Optional.of(FALLS);
      }
      boolean rises =
          drop.low() < drop.high() && drop.high() < 0; // without an interval none is shown
      return rises || areSharesEqual(classes(effect.samples()), classes(proof))
          ? Optional.empty()
          : Optional.of(
              "the metric of the task does not rise significantly on labelled data of the drifted camera, whose classes have other shares than those of the reference camera");
    }
  }

  private static List<String> classes(List<Sample> samples) {
    return samples.stream().flatMap(sample -> sample.label().className().stream()).toList();
  }

  /**
   * Returns whether two samples of classes may have the same shares, by a χ² test of homogeneity at
   * 5 %.
   */
  public static boolean areSharesEqual(List<String> some, List<String> others) {
    List<String> classes = Stream.concat(some.stream(), others.stream()).distinct().toList();
    return classes.size() < 2
        || some.isEmpty()
        || others.isEmpty()
        || new ChiSquareTest()
                .chiSquareTestDataSetsComparison(counts(classes, some), counts(classes, others))
            >= LEVEL_OF_SHARES;
  }

  private static long[] counts(List<String> classes, List<String> samples) {
    return classes.stream().mapToLong(each -> Collections.frequency(samples, each)).toArray();
  }
}
