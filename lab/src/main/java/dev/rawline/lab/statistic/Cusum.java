package dev.rawline.lab.statistic;

import dev.rawline.imaging.chain.ParameterChecks;

/**
 * The chart of cumulative sums (Page 1954): above ← max(0, above + z − k) and below ← max(0, below
 * − z − k), from 0.
 *
 * <p>Its level is the larger of the two, with a minus for the lower one, and it signals beyond h. A
 * change of the mean by 2 k is found soonest.
 *
 * @param allowance k, what a score may be off without adding up, 0 or more
 * @param limit h, above 0
 * @param above the sum of what was too much
 * @param below the sum of what was too little
 */
public record Cusum(double allowance, double limit, double above, double below)
    implements ControlScheme {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public Cusum {
    if (!(allowance >= 0 && Double.isFinite(allowance))) {
      throw new IllegalArgumentException(
          "a CUSUM chart's allowance is " + allowance + ": expected 0 or more [deviations]");
    }
    ParameterChecks.requireAbove("a CUSUM chart's limit", limit, "deviations", 0);
    if (!(above >= 0 && below >= 0 && Double.isFinite(above + below))) {
      throw new IllegalArgumentException(
          "a CUSUM chart's sums are %s and %s: expected 0 or more".formatted(above, below));
    }
  }

  /** Returns a chart before its first score. */
  public static Cusum start(double allowance, double limit) {
    return new Cusum(allowance, limit, 0, 0);
  }

  @Override
  public Cusum next(double z) {
    double score = ControlScheme.requireScore(z);
    return new Cusum(
        allowance,
        limit,
        Math.max(0, above + score - allowance),
        Math.max(0, below - score - allowance));
  }

  @Override
  public double level() {
    return above >= below ? above : -below;
  }
}
