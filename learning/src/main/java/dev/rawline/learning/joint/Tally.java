package dev.rawline.learning.joint;

import dev.rawline.learning.metric.ClassificationTally;
import dev.rawline.learning.metric.Intervals;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.RegressionTally;
import dev.rawline.learning.metric.Scores;
import dev.rawline.learning.metric.SegmentationTally;
import dev.rawline.learning.sample.Task;

/** Counts, answer by answer, what the metrics of a task are made of. */
interface Tally {

  /**
   * Counts an answer.
   *
   * @param truth the target of the sample, as the loss took it
   */
  void add(Answer answer, float[] truth);

  /** Returns the metrics of all answers so far. */
  Scores scores(Intervals intervals);

  /**
   * Returns what each sample so far adds to a metric.
   *
   * @throws IllegalArgumentException if it is none of the task
   */
  MetricContributions contributions(Metric metric);

  /** Returns an empty tally of a task. */
  static Tally of(Task task) {
    return switch (task) {
      case Task.Classification classification -> new OfClasses(classification);
      case Task.Segmentation() -> new OfPixels();
      case Task.Regression _ -> new OfNumbers();
    };
  }

  /** Counts classes. */
  final class OfClasses implements Tally {
    private final ClassificationTally tally;

    private OfClasses(Task.Classification task) {
      tally = new ClassificationTally(task.classes());
    }

    @Override
    public void add(Answer answer, float[] truth) {
      tally.add(answer.sample().id(), answer.sample().group(), answer.numbers(), (int) truth[0]);
    }

    @Override
    public Scores scores(Intervals intervals) {
      return tally.scores(intervals);
    }

    @Override
    public MetricContributions contributions(Metric metric) {
      return tally.contributions(metric);
    }
  }

  /** Counts pixels. */
  final class OfPixels implements Tally {
    private final SegmentationTally tally = new SegmentationTally();

    private OfPixels() {}

    @Override
    public void add(Answer answer, float[] truth) {
      tally.add(answer.sample().id(), answer.sample().group(), answer.numbers(), truth);
    }

    @Override
    public Scores scores(Intervals intervals) {
      return tally.scores(intervals);
    }

    @Override
    public MetricContributions contributions(Metric metric) {
      return tally.contributions(metric);
    }
  }

  /** Sums the errors of numbers. */
  final class OfNumbers implements Tally {
    private final RegressionTally tally = new RegressionTally();

    private OfNumbers() {}

    @Override
    public void add(Answer answer, float[] truth) {
      tally.add(answer.sample().id(), answer.sample().group(), answer.numbers()[0], truth[0]);
    }

    @Override
    public Scores scores(Intervals intervals) {
      return tally.scores(intervals);
    }

    @Override
    public MetricContributions contributions(Metric metric) {
      return tally.contributions(metric);
    }
  }
}
