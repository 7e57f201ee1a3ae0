package dev.rawline.lab.statistic;

import org.hipparchus.special.Erf;

/** The standard normal distribution, to the ends of its tails. */
public final class StandardNormal {
  /** From here on the tail's series is more precise than double. */
  private static final double TAIL = 12;

  private static final double LOG_ROOT_OF_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private StandardNormal() {}

  /** Returns the density φ(z). */
  static double density(double z) {
    return Math.exp(-z * z / 2 - LOG_ROOT_OF_TWO_PI);
  }

  /** Returns Φ(z), the probability of less. */
  static double below(double z) {
    return above(-z);
  }

  /** Returns 1 − Φ(z), the probability of more. */
  public static double above(double z) {
    return 0.5 * Erf.erfc(z / Math.sqrt(2));
  }

  /** Returns the z that is exceeded with a probability above 0 and below 1. */
  public static double exceededWith(double probability) {
    return probability <= 0.5
        ? exceededWithLog(Math.log(probability))
        : -exceededWithLog(Math.log1p(-probability));
  }

  /**
   * Returns the z that is exceeded with a probability up to ½, however small.
   *
   * @param log the probability's natural logarithm
   */
  static double exceededWithLog(double log) {
    // Above every z of the tail lies less than e^(−z²/2) / 2, so that Newton begins on the right.
    double z = Math.sqrt(Math.max(0, -2 * (log + Math.log(2))));
    for (int step = 0; step < 60; step++) {
      double there = logAbove(z);
      double hazard = Math.exp(-z * z / 2 - LOG_ROOT_OF_TWO_PI - there);
      double move = (there - log) / hazard;
      z += move;
      if (Math.abs(move) <= 1e-14 * Math.max(1, z)) {
        break;
      }
    }
    return z;
  }

  private static double logAbove(double z) {
    if (z < TAIL) {
      return Math.log(above(z));
    }
    double square = 1 / (z * z);
    double series = 1 - square * (1 - square * (3 - square * (15 - square * (105 - square * 945))));
    return -z * z / 2 - Math.log(z) - LOG_ROOT_OF_TWO_PI + Math.log(series);
  }
}
