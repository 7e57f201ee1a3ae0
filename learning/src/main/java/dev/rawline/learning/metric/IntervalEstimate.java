package dev.rawline.learning.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * A number that was measured on some samples, and between which bounds it would lie on others like
 * them.
 *
 * <p>Bounds that both are the value mean that no interval is known: one group does not show how
 * groups differ.
 *
 * @param value the number on the samples that were measured
 * @param low the lower bound
 * @param high the upper bound, not below the lower one
 * @param level how often such bounds hold the true number, 0 to 1
 */
public record IntervalEstimate(double value, double low, double high, double level) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is not finite, the bounds are in the wrong order,
   *     or the level lies outside (0, 1)
   */
  public IntervalEstimate {
    if (!Double.isFinite(value)
        || !Double.isFinite(low)
        || !Double.isFinite(high)
        || low > high
        || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "%s, from %s to %s at a level of %s: expected finite numbers in order, and a level between 0 and 1"
              .formatted(value, low, high, level));
    }
  }

  /** An estimate in JSON files: its bounds are null where no interval is known. */
  private record Known(double value, Double low, Double high, double level) {}

  @JsonValue
  private Known known() {
    return hasInterval() ? new Known(value, low, high, level) : new Known(value, null, null, level);
  }

  /** Returns an estimate whose interval is not known. */
  public static IntervalEstimate withoutInterval(double value, double level) {
    return new IntervalEstimate(value, value, value, level);
  }

  /**
   * Returns the mean of estimates whose samples have nothing to do with each other: each bound is
   * as far from it as √(Σ d²) / n, d the distances of n bounds from their values. It has no
   * interval where one of them has none.
   *
   * @param estimates at least one, all of one level
   * @throws IllegalArgumentException if there is none, or levels differ
   */
  public static IntervalEstimate mean(List<IntervalEstimate> estimates) {
    if (estimates.isEmpty()
        || estimates.stream().mapToDouble(IntervalEstimate::level).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the mean of %s: expected at least one estimate, all of one level".formatted(estimates));
    }
    double value = 0;
    double below = 0;
    double above = 0;
    for (IntervalEstimate each : estimates) {
      value += each.value / estimates.size();
      below += Math.pow(Math.max(0, each.value - each.low), 2);
      above += Math.pow(Math.max(0, each.high - each.value), 2);
    }
    double level = estimates.getFirst().level;
    if (!estimates.stream().allMatch(IntervalEstimate::hasInterval)) {
      return withoutInterval(value, level);
    }
    return new IntervalEstimate(
        value,
        value - Math.sqrt(below) / estimates.size(),
        value + Math.sqrt(above) / estimates.size(),
        level);
  }

  /** Returns whether the interval is known. */
  public boolean hasInterval() {
    return low < high;
  }
}
