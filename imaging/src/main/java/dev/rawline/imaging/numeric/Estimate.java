package dev.rawline.imaging.numeric;

import java.util.List;
import java.util.Locale;

/**
 * A measured number with its confidence interval.
 *
 * <p>Bounds that both are the value mean that no interval is known: one group of samples does not
 * show how groups differ.
 *
 * @param value the number
 * @param low the lower bound
 * @param high the upper bound, not below the lower one
 * @param level how often such bounds hold the true number, 0 to 1
 */
public record Estimate(double value, double low, double high, double level) {
  /** The usual level. */
  public static final double LEVEL = 0.95;

  /**
   * Checks the bounds and the level; numbers may be infinite, or NaN.
   *
   * @throws IllegalArgumentException if the bounds are in the wrong order, or the level lies
   *     outside (0, 1)
   */
  public Estimate {
    if (low > high || !(level > 0 && level < 1)) {
      throw rejected(value, low, high, level);
    }
  }

  /** Takes a number with its 95 % interval. */
  public Estimate(double value, double low, double high) {
    this(value, low, high, LEVEL);
  }

  /**
   * Returns an estimate of finite numbers.
   *
   * @throws IllegalArgumentException if a number is not finite, the bounds are in the wrong order,
   *     or the level lies outside (0, 1)
   */
  public static Estimate finite(double value, double low, double high, double level) {
    if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw rejected(value, low, high, level);
    }
    return new Estimate(value, low, high, level);
  }

  private static IllegalArgumentException rejected(
      double value, double low, double high, double level) {
    return new IllegalArgumentException(
        "%s, from %s to %s at a level of %s: expected finite numbers in order, and a level between 0 and 1"
            .formatted(value, low, high, level));
  }

  /**
   * Returns an estimate whose interval is not known.
   *
   * @throws IllegalArgumentException if the number is not finite
   */
  public static Estimate withoutInterval(double value, double level) {
    return finite(value, value, value, level);
  }

  /**
   * Returns the mean of estimates whose samples have nothing to do with each other: each bound is
   * as far from it as √(Σ d²) / n, d the distances of n bounds from their values. It has no
   * interval where one of them has none.
   *
   * @param estimates at least one, all of one level
   * @throws IllegalArgumentException if there is none, or levels differ
   */
  public static Estimate mean(List<Estimate> estimates) {
    if (estimates.isEmpty()
        || estimates.stream().mapToDouble(Estimate::level).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the mean of %s: expected at least one estimate, all of one level".formatted(estimates));
    }
    double value = 0;
    double below = 0;
    double above = 0;
    for (Estimate each : estimates) {
      value += each.value / estimates.size();
      below += Math.pow(Math.max(0, each.value - each.low), 2);
      above += Math.pow(Math.max(0, each.high - each.value), 2);
    }
    double level = estimates.getFirst().level;
    return estimates.stream().allMatch(Estimate::hasInterval)
        ? finite(
            value,
            value - Math.sqrt(below) / estimates.size(),
            value + Math.sqrt(above) / estimates.size(),
            level)
        : withoutInterval(value, level);
  }

  /** Returns another number, whose interval has the same level. */
  public Estimate with(double other, double from, double to) {
    return new Estimate(other, from, to, level);
  }

  /** Returns whether the interval is known. */
  public boolean hasInterval() {
    return low < high;
  }

  /** Returns whether both bounds are finite. */
  public boolean isBounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Returns half the width of the interval. */
  public double halfWidth() {
    return (high - low) / 2;
  }

  /** Returns whether a number lies in the interval. */
  public boolean covers(double number) {
    return low <= number && number <= high;
  }

  /**
   * Returns whether the value is resolved: the root of a variance that is negative because of noise
   * is set to 0, and only its upper bound is meaningful.
   */
  public boolean isResolved() {
    return value != 0 || high <= 0;
  }

  /** Returns the value with its interval as text. */
  @Override
  public String toString() {
    return isResolved()
        ? String.format(Locale.ROOT, "%.4g (%.0f %%: %.4g to %.4g)", value, 100 * level, low, high)
        : String.format(Locale.ROOT, "not resolved, below %.2g", high);
  }
}
