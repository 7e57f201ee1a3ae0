package dev.rawline.lab.quality.effect;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.learning.assembly.TrainedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A compensation × the task's model and data with labels → what is to be expected of it, and, on
 * labelled data that the drifted camera recorded, what it does.
 *
 * @param effect the model, and labelled data that the reference camera recorded
 * @param proof labelled data that the drifted camera recorded; empty for none
 */
public record PredictCompensation(PredictEffect effect, List<Sample> proof) {
  /** The place of the step with the proposed parameters; the one before is without them. */
  private static final int COMPENSATED = 2;

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
   * @param pictures how the camera differs, found by another way, where there are pictures enough
   * @param notes what to know before applying it, a sentence each
   */
  public record Result(
      Theta theta, List<MetricEffect> steps, Optional<ViewMatch> pictures, List<String> notes) {
    /** Copies the collections. */
    public Result {
      steps = List.copyOf(steps);
      notes = List.copyOf(notes);
    }

    /**
     * Returns whether the metric is significantly lower with the compensation: as predicted, or on
     * labelled data that the drifted camera recorded.
     */
    boolean harms() {
      boolean predicted =
          steps.size() > COMPENSATED
              && steps.get(COMPENSATED).drop().low() > steps.get(COMPENSATED - 1).drop().high();
      boolean measured = steps.size() > COMPENSATED + 1 && steps.getLast().drop().low() > 0;
      return predicted || measured;
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
          if (!proof.isEmpty()) {
            steps.addAll(proved(reference, compensation, context));
          }
          return new Result(
              setting.undoing(compensation.undone()),
              steps,
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

  private List<MetricEffect> proved(
      QualityReference reference, Compensation compensation, PredictEffect.ModelContext context)
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
      return List.of(
          step(reference, subject, before, before, "drifted camera, measured"),
          step(reference, subject, before, after, "compensated, measured"));
    }
  }
}
