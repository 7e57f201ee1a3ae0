package dev.rawline.imaging.random;

/** The standard normal distribution, for tests. */
public final class Normal {
  private Normal() {}

  /**
   * Returns the probability of a number at or below z (Marsaglia, Journal of Statistical Software
   * 11 (4), 2004).
   */
  public static double below(double z) {
    if (z > 8 || z < -8) {
      return z > 0 ? 1 : 0;
    }
    double sum = z;
    double term = z;
    for (int k = 3; sum + term != sum; k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
