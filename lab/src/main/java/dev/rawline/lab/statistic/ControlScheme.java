package dev.rawline.lab.statistic;

/**
 * A control chart between two values: it takes standard scores z one by one, each about normal with
 * mean 0 and variance 1 as long as nothing changes, and signals when their mean has moved.
 *
 * <p>A chart is a value: the next score makes another chart, and a chart that was saved continues
 * from its state.
 */
public sealed interface ControlScheme permits Ewma, Cusum {

  /**
   * Returns the chart after another score.
   *
   * @param z the score
   * @throws IllegalArgumentException if it is not finite
   */
  ControlScheme next(double z);

  /** Returns the level of the chart, in the measure of its limit; the side farthest out. */
  double level();

  /** Returns what the level must not exceed. */
  double limit();

  /** Returns whether the chart is beyond its limit. */
  default boolean signals() {
    return Math.abs(level()) > limit();
  }

  /**
   * Checks a score.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  static double requireScore(double z) {
    if (!Double.isFinite(z)) {
      throw new IllegalArgumentException(
          "a chart's score is " + z + ": expected a finite number; leave out missing measurements");
    }
    return z;
  }
}
