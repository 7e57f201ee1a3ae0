package dev.rawline.imaging.metric;

/**
 * The CIE L*a*b* colour of one pixel on an sRGB screen, and its pullback.
 *
 * <p>Each sample is made linear (IEC 61966-2-1): v / 12.92 up to 0.04045, ((v + 0.055) / 1.055)^2.4
 * above. The standard's matrix gives X, Y, Z, which are divided by those of its white D65 (the sums
 * of its rows, so that a neutral colour has a* = b* = 0). With f(t) = ∛t above (6/29)³ and t / (3
 * (6/29)²) + 4/29 below (CIE 15): L* = 116 f(Y) − 16, a* = 500 (f(X) − f(Y)), b* = 200 (f(Y) −
 * f(Z)).
 */
final class CieLab {
  /** Linear red, green, blue → X, Y, Z. */
  private static final double[][] TO_XYZ = {
    {0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}
  };

  private static final double[] WHITE = {0.9505, 1, 1.089};
  private static final double DELTA = 6.0 / 29;

  /** L*, a*, b* of the last pixel. */
  final double[] lab = new double[3];

  /** d linear / d sample, for each colour. */
  private final double[] screenSlopes = new double[3];

  /** f(t) for X, Y, Z, and its slopes. */
  private final double[] roots = new double[3];

  private final double[] rootSlopes = new double[3];
  private final double[] linear = new double[3];

  /** Converts one pixel of a picture. */
  void show(double[] samples, int pixel, int area) {
    for (int colour = 0; colour < 3; colour++) {
      screen(colour, samples[colour * area + pixel]);
    }
    for (int i = 0; i < 3; i++) {
      double[] row = TO_XYZ[i];
      root(i, (row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2]) / WHITE[i]);
    }
    lab[0] = 116 * roots[1] - 16;
    lab[1] = 500 * (roots[0] - roots[1]);
    lab[2] = 200 * (roots[1] - roots[2]);
  }

  /** Propagates scale · ∂/∂(L*, a*, b*) of the last pixel back to its three samples. */
  void pull(double[] byLab, double scale, double[] gradient, int pixel, int area) {
    double byX = 500 * byLab[1] * rootSlopes[0] / WHITE[0];
    double byY = (116 * byLab[0] - 500 * byLab[1] + 200 * byLab[2]) * rootSlopes[1] / WHITE[1];
    double byZ = -200 * byLab[2] * rootSlopes[2] / WHITE[2];
    for (int colour = 0; colour < 3; colour++) {
      double byLinear = byX * TO_XYZ[0][colour] + byY * TO_XYZ[1][colour] + byZ * TO_XYZ[2][colour];
      gradient[colour * area + pixel] = scale * byLinear * screenSlopes[colour];
    }
  }

  private void screen(int colour, double sample) {
    if (sample <= 0.04045) {
      linear[colour] = sample / 12.92;
      screenSlopes[colour] = 1 / 12.92;
    } else {
      double base = (sample + 0.055) / 1.055;
      linear[colour] = Math.pow(base, 2.4);
      screenSlopes[colour] = 2.4 / 1.055 * linear[colour] / base;
    }
  }

  private void root(int i, double t) {
    if (t <= DELTA * DELTA * DELTA) {
      rootSlopes[i] = 1 / (3 * DELTA * DELTA);
      roots[i] = t * rootSlopes[i] + 4.0 / 29;
    } else {
      roots[i] = Math.cbrt(t);
      rootSlopes[i] = 1 / (3 * roots[i] * roots[i]);
    }
  }
}
