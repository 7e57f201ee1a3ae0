package dev.rawline.lab.statistic;

import dev.rawline.imaging.chain.ParameterChecks;

/**
 * The chart of exponentially weighted moving averages (Roberts 1959): v ← λ z + (1 − λ) v, from 0.
 *
 * <p>Its level is v / √(λ / (2 − λ)), v in units of its own deviation in the long run, and it
 * signals beyond ± L.
 *
 * @param weight λ, above 0 and at most 1; small ones find small changes
 * @param limit L, above 0
 * @param value v
 */
public record Ewma(double weight, double limit, double value) implements ControlScheme {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public Ewma {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "an EWMA chart's weight is " + weight + ": expected above 0 and at most 1");
    }
    ParameterChecks.requireAbove("an EWMA chart's limit", limit, "its deviations", 0);
    ParameterChecks.requireFinite("an EWMA chart's value", value, "deviations");
  }

  /** Returns a chart before its first score. */
  public static Ewma start(double weight, double limit) {
    return new Ewma(weight, limit, 0);
  }

  @Override
  public Ewma next(double z) {
    return new Ewma(weight, limit, weight * ControlScheme.requireScore(z) + (1 - weight) * value);
  }

  @Override
  public double level() {
    return value / Math.sqrt(weight / (2 - weight));
  }
}
