package dev.rawline.learning.joint;

import dev.rawline.learning.metric.ClassificationAccumulator;
import dev.rawline.learning.metric.IntervalMethod;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.RegressionAccumulator;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.SegmentationAccumulator;
import dev.rawline.learning.sample.Task;

/** Counts, answer by answer, what the metrics of a task are made of. */
interface TaskAccumulator {

  /**
   * Counts an answer.
   *
   * @param truth the target of the sample, as the loss took it
   */
  void add(Prediction answer, float[] truth);

  /** Returns the metrics of all answers so far. */
  Scores scores(IntervalMethod intervals);

  /**
   * Returns what each sample so far adds to a metric.
   *
   * @throws IllegalArgumentException if it is none of the task
   */
  MetricContributions contributions(Metric metric);

  /** Returns an empty tally of a task. */
  static TaskAccumulator of(Task task) {
    return switch (task) {
      case Task.Classification classification -> new OfClasses(classification);
      case Task.Segmentation() -> new OfPixels();
      case Task.Regression _ -> new OfNumbers();
    };
  }

  /** Counts classes. */
  final class OfClasses implements TaskAccumulator {
    private final ClassificationAccumulator tally;

    private OfClasses(Task.Classification task) {
      tally = new ClassificationAccumulator(task.classes());
    }

    @Override
    public void add(Prediction answer, float[] truth) {
      tally.add(answer.sample().id(), answer.sample().group(), answer.numbers(), (int) truth[0]);
    }

    @Override
    public Scores scores(IntervalMethod intervals) {
      return tally.scores(intervals);
    }

    @Override
    public MetricContributions contributions(Metric metric) {
      return tally.contributions(metric);
    }
  }

  /** Counts pixels. */
  final class OfPixels implements TaskAccumulator {
    private final SegmentationAccumulator tally = new SegmentationAccumulator();

    private OfPixels() {}

    @Override
    public void add(Prediction answer, float[] truth) {
      tally.add(answer.sample().id(), answer.sample().group(), answer.numbers(), truth);
    }

    @Override
    public Scores scores(IntervalMethod intervals) {
      return tally.scores(intervals);
    }

    @Override
    public MetricContributions contributions(Metric metric) {
      return tally.contributions(metric);
    }
  }

  /** Sums the errors of numbers. */
  final class OfNumbers implements TaskAccumulator {
    private final RegressionAccumulator tally = new RegressionAccumulator();

    private OfNumbers() {}

    @Override
    public void add(Prediction answer, float[] truth) {
      tally.add(answer.sample().id(), answer.sample().group(), answer.numbers()[0], truth[0]);
    }

    @Override
    public Scores scores(IntervalMethod intervals) {
      return tally.scores(intervals);
    }

    @Override
    public MetricContributions contributions(Metric metric) {
      return tally.contributions(metric);
    }
  }
}
