package dev.rawline.imaging.isp.fast.kernel;

import java.util.function.DoubleUnaryOperator;

/** Near-minimax polynomial approximations of a function on [0, 1]. */
final class Chebyshev {
  private Chebyshev() {}

  /**
   * Interpolates a function at Chebyshev's nodes.
   *
   * @param function a smooth function on [0, 1]
   * @return the coefficients of the powers 0 to {@code degree}
   */
  static double[] interpolate(DoubleUnaryOperator function, int degree) {
    int count = degree + 1;
    double[] nodes = new double[count];
    double[] divided = new double[count];
    for (int i = 0; i < count; i++) {
      nodes[i] = 0.5 + 0.5 * Math.cos(Math.PI * (i + 0.5) / count);
      divided[i] = function.applyAsDouble(nodes[i]);
    }
    for (int order = 1; order < count; order++) {
      for (int i = count - 1; i >= order; i--) {
        divided[i] = (divided[i] - divided[i - 1]) / (nodes[i] - nodes[i - order]);
      }
    }
    // From Newton's form to powers.
    double[] powers = new double[count];
    for (int i = count - 1; i >= 0; i--) {
      for (int j = count - 1; j > 0; j--) {
        powers[j] = powers[j - 1] - nodes[i] * powers[j];
      }
      powers[0] = divided[i] - nodes[i] * powers[0];
    }
    return powers;
  }
}
