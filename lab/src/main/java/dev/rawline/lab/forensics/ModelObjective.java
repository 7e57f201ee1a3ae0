package dev.rawline.lab.forensics;

import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.evaluation.MetricAndLoss;
import dev.rawline.lab.evaluation.ModelUnderTest;
import dev.rawline.lab.evaluation.OperatingPoint;
import dev.rawline.lab.forensics.search.Objective;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.joint.ScoreAccumulator;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import dev.rawline.learning.task.LossGradient;
import dev.rawline.learning.task.ViewBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A subject as the objective of a search: θ → metric, loss and closeness over all its samples, and
 * the gradient by θ.
 *
 * <p>References are the pictures of the subject's own camera; they are kept. Batch norms keep their
 * statistics for them as for all pictures.
 */
final class ModelObjective implements Objective {
  /** From how many pictures, and about how many samples of them, a probe is. */
  private static final int PROBED = 8;

  private static final int PROBES = 60_000;

  private final ModelUnderTest subject;
  private final Closeness closeness;
  private final int threads;
  private final Runnable before;
  private final Runnable after;
  private final List<ViewBatch> references;

  /**
   * Renders the references.
   *
   * @param before is run before every batch, and may end the search
   * @param after is run after every batch that the model was evaluated on
   */
  ModelObjective(ModelUnderTest subject, Closeness closeness, Runnable before, Runnable after) {
    this(subject, closeness, before, after, new ArrayList<>());
    for (int batch = 0; batch < subject.batches(); batch++) {
      references.add(subject.pictures(OperatingPoint.USUAL, batch));
    }
  }

  private ModelObjective(
      ModelUnderTest subject,
      Closeness closeness,
      Runnable before,
      Runnable after,
      List<ViewBatch> references) {
    this.subject = subject;
    this.closeness = closeness;
    this.threads = subject.trained().model().engine().threads();
    this.before = before;
    this.after = after;
    this.references = references;
  }

  /** Returns the objective of the same samples behind another chain, with the same references. */
  ModelObjective behind(ModelUnderTest other) {
    return new ModelObjective(other, closeness, before, after, references);
  }

  private OperatingPoint setting(double[] numbers) {
    return OperatingPoint.of(subject.theta().with(numbers));
  }

  @Override
  public int size() {
    return subject.theta().size();
  }

  @Override
  public boolean hasSlope() {
    return subject.hasGradient();
  }

  @Override
  public double closeness(double[] numbers) {
    OperatingPoint setting = setting(numbers);
    double sum = 0;
    for (int batch = 0; batch < references.size(); batch++) {
      before.run();
      sum += sum(subject.pictures(setting, batch), references.get(batch));
    }
    return sum / subject.samples();
  }

  @Override
  public double[] ofCloseness(double[] numbers) {
    OperatingPoint setting = setting(numbers);
    double[] ofCloseness = new double[size()];
    for (int batch = 0; batch < references.size(); batch++) {
      before.run();
      ViewBatch pictures = subject.pictures(setting, batch);
      float[] ofPictures = new float[pictures.samples().length];
      addOfCloseness(pictures, references.get(batch), 1.0 / subject.samples(), ofPictures);
      add(subject.carry(setting, batch, ofPictures), ofCloseness);
    }
    return ofCloseness;
  }

  private static void add(double[] addend, double[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += addend[k];
    }
  }

  private double sum(ViewBatch pictures, ViewBatch reference) {
    return closeness.sum(pictures, reference, threads);
  }

  /** Returns the metric, the loss and what each sample adds to the metric. */
  MetricAndLoss evaluated(double[] numbers) {
    return subject.judge(setting(numbers));
  }

  @Override
  public Value at(double[] numbers) {
    OperatingPoint setting = setting(numbers);
    ScoreAccumulator scoring = new ScoreAccumulator(subject.task(), subject.loss());
    double sum = 0;
    for (int batch = 0; batch < references.size(); batch++) {
      before.run();
      ViewBatch pictures = subject.pictures(setting, batch);
      sum += sum(pictures, references.get(batch));
      subject.add(scoring, pictures, batch, subject.model().logits(pictures));
      after.run();
    }
    return value(scoring, sum);
  }

  private Value value(ScoreAccumulator scoring, double sum) {
    return new Value(
        scoring.contributions(subject.metric()).value(), scoring.loss(), sum / subject.samples());
  }

  @Override
  public Slope slope(double[] numbers, Criterion aim, double factor) {
    OperatingPoint setting = setting(numbers);
    ScoreAccumulator scoring = new ScoreAccumulator(subject.task(), subject.loss());
    double[] ofScore = new double[size()];
    double sum = 0;
    double wrong = 0;
    for (int batch = 0; batch < references.size(); batch++) {
      before.run();
      ViewBatch pictures = subject.pictures(setting, batch);
      LossGradient judgement = subject.judge(pictures, batch);
      List<Prediction> answers = subject.add(scoring, pictures, batch, judgement.logits());
      // The loss of a batch is a mean; that of all samples weighs each batch by its number.
      float[] ofPictures = judgement.gradient().samples().clone();
      double share = (double) pictures.count() / subject.samples();
      int length = ofPictures.length / pictures.count();
      for (int image = 0; image < pictures.count(); image++) {
        double likely = aim == Criterion.METRIC ? likely(answers.get(image)) : 1;
        wrong += (1 - likely) / subject.samples();
        for (int i = image * length; i < (image + 1) * length; i++) {
          ofPictures[i] = (float) (share * likely * ofPictures[i]);
        }
      }
      sum +=
          factor == 0
              ? sum(pictures, references.get(batch))
              : addOfCloseness(
                  pictures, references.get(batch), -factor / subject.samples(), ofPictures);
      add(subject.carry(setting, batch, ofPictures), ofScore);
      after.run();
    }
    Value value = value(scoring, sum);
    return new Slope(
        value, aim == Criterion.METRIC && isClassified() ? wrong : value.loss(), ofScore);
  }

  private boolean isClassified() {
    return subject.task() instanceof Task.Classification;
  }

  /**
   * Returns the probability p of the true class, 1 where there are no classes: with the loss −log
   * p, ∂(1 − p) = p · ∂loss, so that p times the gradient of the loss is that of 1 − p.
   */
  private static double likely(Prediction answer) {
    return answer.sample().target().orElseThrow() instanceof Target.OfClass(int number)
        ? answer.numbers()[number]
        : 1;
  }

  /**
   * Adds the gradient of the closeness of pictures, so often as it weighs, to another.
   *
   * @return the closeness, the sum over the batch
   */
  private double addOfCloseness(
      ViewBatch pictures, ViewBatch reference, double weight, float[] ofPictures) {
    double[] each = new double[pictures.count()];
    int length = ofPictures.length / pictures.count();
    Parallel.forEach(
        threads,
        each.length,
        image -> {
          MetricResult rated = closeness.at(pictures.view(image), reference.view(image));
          each[image] = rated.value();
          float[] gradient = rated.gradient().samples();
          for (int i = 0; i < length; i++) {
            ofPictures[image * length + i] += (float) (weight * gradient[i]);
          }
        });
    return Arrays.stream(each).sum();
  }

  /**
   * Returns some samples of the first pictures under other numbers, the same ones at every call.
   */
  float[] probe(double[] numbers) {
    before.run();
    ViewBatch pictures = subject.pictures(setting(numbers), 0);
    int length = pictures.samples().length / pictures.count();
    int images = Math.min(PROBED, pictures.count());
    // A stride that shares no factor with rows meets all columns and colours.
    int stride = Math.max(1, images * length / PROBES) | 1;
    float[] probe = new float[Math.ceilDiv(images * length, stride)];
    for (int i = 0; i < probe.length; i++) {
      probe[i] = pictures.samples()[i * stride];
    }
    return probe;
  }
}
