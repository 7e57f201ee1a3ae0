package dev.rawline.learning.metric;

import java.util.SequencedMap;

/** All numbers of one evaluation, each with its confidence interval. */
public sealed interface Scores permits ClassificationScores, RegressionScores, SegmentationScores {

  /** Returns how many samples were evaluated. */
  int samples();

  /** Returns how many groups they are of: samples of one were drawn together for intervals. */
  int groups();

  /**
   * Returns every metric of the task that is defined on these samples, by name, the main one first.
   */
  SequencedMap<String, IntervalEstimate> estimates();

  /** Returns the metric by which models of this task are compared by default. */
  default Metric main() {
    return switch (this) {
      case ClassificationScores _ -> Metric.BALANCED_ACCURACY;
      case SegmentationScores _ -> Metric.IOU;
      case RegressionScores _ -> Metric.MEAN_SQUARE;
    };
  }
}
