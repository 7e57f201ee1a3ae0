package dev.rawline.imaging.numeric;

/**
 * A weighted least-squares polynomial: the fit of a curve that need not be straight.
 *
 * <p>y = a₀ + a₁x + … + a_d x^d, with a₀ = 0 if it passes through zero.
 */
public final class PolynomialFit {
  private final double[] factors;
  private final int lowest;
  private final double scale;

  private PolynomialFit(double[] factors, int lowest, double scale) {
    this.factors = factors;
    this.lowest = lowest;
    this.scale = scale;
  }

  /**
   * Fits points.
   *
   * @param lowest the lowest power: 1 for a curve through zero, 0 for one with an intercept
   * @param degree the highest power; the points must be at least degree − lowest + 1
   */
  public static PolynomialFit of(double[] x, double[] y, double[] weights, int lowest, int degree) {
    double scale = 0;
    for (double each : x) {
      scale = Math.max(scale, Math.abs(each));
    }
    int terms = degree - lowest + 1;
    double[][] matrix = new double[terms][terms];
    double[] right = new double[terms];
    double[] powers = new double[terms];
    for (int i = 0; i < x.length; i++) {
      powers[0] = lowest == 0 ? 1 : x[i] / scale;
      for (int k = 1; k < terms; k++) {
        powers[k] = powers[k - 1] * x[i] / scale;
      }
      for (int a = 0; a < terms; a++) {
        right[a] += weights[i] * powers[a] * y[i];
        for (int b = 0; b <= a; b++) {
          matrix[a][b] += weights[i] * powers[a] * powers[b];
        }
      }
    }
    return new PolynomialFit(NormalEquations.solve(matrix, right), lowest, scale);
  }

  /** Returns its value at x. */
  public double at(double x) {
    double value = 0;
    for (int k = factors.length - 1; k >= 0; k--) {
      value = value * x / scale + factors[k];
    }
    return lowest == 0 ? value : value * x / scale;
  }

  /** Returns its slope at x. */
  public double slopeAt(double x) {
    double slope = 0;
    for (int k = factors.length - 1; k >= 1 - lowest; k--) {
      slope = slope * x / scale + (k + lowest) * factors[k];
    }
    return slope / scale;
  }

  /** Returns its slope at zero. */
  public double slope() {
    return factors[1 - lowest] / scale;
  }

  /** Returns the coefficients of 1, x, x², … */
  public double[] coefficients() {
    double[] all = new double[lowest + factors.length];
    for (int k = 0; k < factors.length; k++) {
      all[lowest + k] = factors[k] / Math.pow(scale, lowest + k);
    }
    return all;
  }

  /** Returns the sum of the squared deviations of points, each relative to its error. */
  public double chiSquare(double[] x, double[] y, double[] errors) {
    double chiSquare = 0;
    for (int i = 0; i < x.length; i++) {
      double deviation = (y[i] - at(x[i])) / errors[i];
      chiSquare += deviation * deviation;
    }
    return chiSquare;
  }
}
