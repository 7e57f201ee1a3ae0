package dev.rawline.lab.statistic;

/**
 * The distribution that the statistic of Cramér and von Mises tends to: Σ Z_k² / (π k)² of standard
 * normal numbers Z_k.
 *
 * <p>P(W &gt; x) = 2/π Σ_k (−1)^(k+1) ∫ √(s / −sin s) e^(−x s²/2) / s ds over s from (2k − 1) π to
 * 2k π (Smirnov 1936). The first term rules where x is large, so that small probabilities are as
 * precise as large ones. A cosine in place of s takes away the integrand's poles, and the midpoint
 * rule then converges as fast as it can.
 */
final class CramerVonMisesDistribution {
  private static final int POINTS = 64;

  /** Below, the probability is 1 in double precision. */
  private static final double SMALLEST = 0.004;

  /** An exponential of less is none. */
  private static final double FAR = 40;

  private CramerVonMisesDistribution() {}

  /** Returns the probability of more than x. */
  static double exceeds(double x) {
    if (x < SMALLEST) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k == 1 || x * square((2 * k - 1) * Math.PI) / 2 < FAR; k++) {
      sum += (k % 2 == 1 ? 1 : -1) * between(k, x);
    }
    return Math.clamp(2 / Math.PI * sum, 0, 1);
  }

  private static double between(int k, double x) {
    double sum = 0;
    for (int point = 0; point < POINTS; point++) {
      double angle = Math.PI * (point + 0.5) / POINTS;
      double part = Math.PI / 2 * (1 - Math.cos(angle));
      double s = (2 * k - 1) * Math.PI + part;
      sum += Math.sin(angle) * Math.exp(-x * s * s / 2) / Math.sqrt(s * Math.sin(part));
    }
    return sum * Math.PI / 2 * Math.PI / POINTS;
  }

  private static double square(double number) {
    return number * number;
  }
}
