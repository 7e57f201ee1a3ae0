package dev.rawline.learning.joint;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.metric.ClassificationAccumulator;
import dev.rawline.learning.metric.IntervalMethod;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricAccumulator;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.RegressionAccumulator;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.SegmentationAccumulator;
import dev.rawline.learning.sample.PreparedSample;
import dev.rawline.learning.sample.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Logits × targets, batch by batch → the loss and the metrics of all. */
public final class ScoreAccumulator {
  private final Task task;
  private final Loss loss;
  private final MetricAccumulator counts;
  private double sum;
  private int samples;

  /**
   * Begins with no sample.
   *
   * @param task the task
   * @param loss the loss
   */
  public ScoreAccumulator(Task task, Loss loss) {
    this.task = task;
    this.loss = loss;
    counts =
        switch (task) {
          case Task.Classification(List<String> classes) -> new ClassificationAccumulator(classes);
          case Task.Segmentation() -> new SegmentationAccumulator();
          case Task.Regression _ -> new RegressionAccumulator();
        };
  }

  /**
   * Counts a batch.
   *
   * @param logits the outputs of a model: (image, output), or (image, output, row, column)
   * @param targets the targets of the loss ({@link Task#targets})
   * @return the prediction for each sample
   * @throws NonFiniteOutputException if an output is not finite
   */
  public List<Prediction> add(List<PreparedSample> batch, Tensor logits, Tensor targets) {
    List<Prediction> predictions = predictions(task, batch, logits);
    sum += loss.of(logits, targets).value() * batch.size();
    samples += batch.size();
    float[] truths = targets.toArray();
    int each = truths.length / predictions.size();
    for (int i = 0; i < predictions.size(); i++) {
      count(predictions.get(i), Arrays.copyOfRange(truths, i * each, (i + 1) * each));
    }
    return predictions;
  }

  private void count(Prediction prediction, float[] truth) {
    String sample = prediction.sample().id();
    String group = prediction.sample().group();
    switch (counts) {
      case ClassificationAccumulator classes ->
          classes.add(sample, group, prediction.numbers(), (int) truth[0]);
      case SegmentationAccumulator pixels -> pixels.add(sample, group, prediction.numbers(), truth);
      case RegressionAccumulator numbers ->
          numbers.add(sample, group, prediction.numbers()[0], truth[0]);
    }
  }

  /** Returns the mean of the batches' losses, each by its number of samples. */
  public double loss() {
    return sum / samples;
  }

  /**
   * Returns the metrics.
   *
   * @throws IllegalStateException if no sample was counted
   */
  public Scores scores(IntervalMethod intervals) {
    return counts.scores(intervals);
  }

  /**
   * Returns what each sample adds to a metric.
   *
   * @throws IllegalArgumentException if the task does not have it, or it is not defined on these
   *     samples
   * @throws IllegalStateException if no sample was counted
   */
  public MetricContributions contributions(Metric metric) {
    return counts.contributions(metric);
  }

  /**
   * Returns the prediction for each sample of a batch: probabilities, or numbers of a regression.
   *
   * @throws NonFiniteOutputException if an output is not finite
   */
  static List<Prediction> predictions(Task task, List<PreparedSample> samples, Tensor logits) {
    NonFiniteOutputException.require(samples, logits);
    Tensor likely =
        switch (task) {
          case Task.Classification _ -> logits.softmax(1);
          case Task.Segmentation() -> logits.sigmoid();
          case Task.Regression _ -> logits;
        };
    float[] all = likely.toArray();
    boolean pixels = likely.shape().length == 4;
    int height = pixels ? (int) likely.size(2) : 1;
    int width = (int) likely.size(pixels ? 3 : 1);
    int each = all.length / samples.size();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      predictions.add(
          new Prediction(
              samples.get(i), Arrays.copyOfRange(all, i * each, (i + 1) * each), height, width));
    }
    return predictions;
  }
}
