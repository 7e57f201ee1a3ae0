package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** All numbers of one evaluation, each with its confidence interval. */
public sealed interface Scores
    permits ClassificationScores, Scores.RegressionScores, Scores.SegmentationScores {

  /** Returns how many samples were evaluated. */
  int samples();

  /** Returns how many groups they are of: samples of one were drawn together for intervals. */
  int groups();

  /**
   * Returns every metric of the task that is defined on these samples, by name, the main one first.
   */
  SequencedMap<String, Estimate> estimates();

  /** Returns the metric by which models of this task are compared by default. */
  default Metric main() {
    return switch (this) {
      case ClassificationScores _ -> Metric.BALANCED_ACCURACY;
      case SegmentationScores _ -> Metric.IOU;
      case RegressionScores _ -> Metric.MEAN_SQUARE;
    };
  }

  /**
   * How well numbers are predicted.
   *
   * @param samples the number of samples
   * @param groups the number of their groups
   * @param estimates {@code mean_square}, in the square of the targets' unit; {@code
   *     mean_absolute}, in their unit; {@code r_squared}, 1 − Σ (prediction − truth)² / Σ (truth −
   *     mean truth)², not there where all truths are equal
   */
  record RegressionScores(int samples, int groups, SequencedMap<String, Estimate> estimates)
      implements Scores {
    /** Copies the map. */
    public RegressionScores {
      estimates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(estimates));
    }
  }

  /**
   * How well masks are found.
   *
   * @param samples the number of pictures
   * @param groups the number of their groups
   * @param estimates {@code iou} and {@code dice} of all pixels together; {@code iou_per_image} and
   *     {@code dice_per_image}, means over pictures; {@code expected_calibration_error} of the
   *     pixels
   * @param overlap the pixels of all pictures together
   * @param calibration the pixels' confidence, max(p, 1 − p), against their accuracy
   */
  record SegmentationScores(
      int samples,
      int groups,
      SequencedMap<String, Estimate> estimates,
      MaskOverlap overlap,
      ConfidenceCalibration calibration)
      implements Scores {
    /** Copies the map. */
    public SegmentationScores {
      estimates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(estimates));
    }
  }
}
