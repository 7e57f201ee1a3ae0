package dev.rawline.learning.metric;

import dev.rawline.imaging.numeric.Estimate;

/**
 * The range of possible values.
 *
 * <p>Student's t knows nothing of such bounds, so that few splits make intervals that pass them.
 * What lies beyond is cut from intervals, which hold the truth as often as before. An interval of
 * every possible value says nothing: there is none then.
 *
 * @param least the least number, perhaps −∞
 * @param most the largest one, perhaps ∞
 */
public record ValueRange(double least, double most) {
  private static final ValueRange SHARES = new ValueRange(0, 1);

  /** Returns the range of a metric; one that is not known may be anything. */
  public static ValueRange of(String metric) {
    return Metric.of(metric).map(ValueRange::of).orElseGet(() -> ofNamed(metric));
  }

  private static ValueRange of(Metric metric) {
    return switch (metric) {
      case ACCURACY,
          BALANCED_ACCURACY,
          MACRO_F1,
          CALIBRATION_ERROR,
          IOU,
          IOU_PER_IMAGE,
          DICE,
          DICE_PER_IMAGE ->
          SHARES;
      case MEAN_SQUARE, MEAN_ABSOLUTE -> new ValueRange(0, Double.POSITIVE_INFINITY);
      case R_SQUARED -> new ValueRange(Double.NEGATIVE_INFINITY, 1);
    };
  }

  /** The metrics of one class have its name behind theirs. */
  private static ValueRange ofNamed(String metric) {
    return metric.matches("(precision|recall|f1)_.*")
        ? SHARES
        : new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Returns the range of the differences of two of these. */
  public ValueRange differences() {
    return new ValueRange(least - most, most - least);
  }

  /**
   * Returns the range of a signed sum of this many of these.
   *
   * @param weight by how much the numbers count together, without their signs
   */
  public ValueRange times(double weight) {
    return new ValueRange(weight * least, weight * most);
  }

  /** Returns an estimate whose interval holds what is possible alone, but not all of it. */
  public Estimate cut(Estimate estimate) {
    // A number beyond the bounds was not measured by this metric; nothing is known of it.
    if (estimate.value() < least || estimate.value() > most) {
      return estimate;
    }
    return estimate.low() <= least && estimate.high() >= most
        ? Estimate.withoutInterval(estimate.value(), estimate.level())
        : Estimate.finite(
            estimate.value(),
            Math.max(estimate.low(), least),
            Math.min(estimate.high(), most),
            estimate.level());
  }
}
