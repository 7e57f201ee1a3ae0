package dev.rawline.learning.metric;

/**
 * A number that was measured on some samples, and between which bounds it would lie on others like
 * them.
 *
 * <p>Bounds that both are the value say that no interval is known: of one group nothing tells how
 * groups differ.
 *
 * @param value the number on the samples that were measured
 * @param low the lower bound
 * @param high the upper bound, not below the lower one
 * @param level how often such bounds hold the true number, 0 to 1
 */
public record Estimate(double value, double low, double high, double level) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is not finite, the bounds are in the wrong order,
   *     or the level lies outside (0, 1)
   */
  public Estimate {
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

  /** Returns an estimate whose interval is not known. */
  public static Estimate withoutInterval(double value, double level) {
    return new Estimate(value, value, value, level);
  }

  /** Returns whether the interval is known. */
  public boolean hasInterval() {
    return low < high;
  }
}
