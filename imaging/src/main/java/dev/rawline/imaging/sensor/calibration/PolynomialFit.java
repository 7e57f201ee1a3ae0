package dev.rawline.imaging.sensor.calibration;

/**
 * A weighted least-squares polynomial: the fit of a curve that need not be straight.
 *
 * <p>y = a₀ + a₁x + … + a_d x^d, with a₀ = 0 if it passes through zero. Its slope at zero is the
 * gain or the responsivity of the least signals, which the slope of a straight line differs from by
 * the curvature.
 */
final class PolynomialFit {
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
  static PolynomialFit of(double[] x, double[] y, double[] weights, int lowest, int degree) {
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
    return new PolynomialFit(ShadingPolynomial.solve(matrix, right), lowest, scale);
  }

  /** Returns its value at x. */
  double at(double x) {
    double value = 0;
    for (int k = factors.length - 1; k >= 0; k--) {
      value = value * x / scale + factors[k];
    }
    return lowest == 0 ? value : value * x / scale;
  }

  /** Returns its slope at x. */
  double slopeAt(double x) {
    double slope = 0;
    for (int k = factors.length - 1; k >= 1 - lowest; k--) {
      slope = slope * x / scale + (k + lowest) * factors[k];
    }
    return slope / scale;
  }

  /** Returns its slope at zero. */
  double slope() {
    return factors[1 - lowest] / scale;
  }

  /**
   * Returns the gain of the least signals, of a curve of shot variances over signals: its slope at
   * zero without what the dark noise adds to that.
   *
   * <p>Where the response to charge bends, the gain also acts on the dark noise: σ² − σ²_dark =
   * K(S)²N + (K(S)² − K²)σ_d². With a shot variance of K·S·(1 + γS), K(S) = K·(1 + ⅔γS) to first
   * order, so that the second part has the slope 4/3·γ·K²σ_d².
   *
   * @param darkVariance K²σ_d², the dark variance without that of rounding [DN²]
   */
  double initialGain(double darkVariance) {
    int second = 2 - lowest;
    return second < factors.length
        ? slope() - 4.0 / 3 * factors[second] / (scale * scale) / slope() * darkVariance
        : slope();
  }

  /** Returns the sum of the squared deviations of points, each relative to its error. */
  double chiSquare(double[] x, double[] y, double[] errors) {
    double chiSquare = 0;
    for (int i = 0; i < x.length; i++) {
      double deviation = (y[i] - at(x[i])) / errors[i];
      chiSquare += deviation * deviation;
    }
    return chiSquare;
  }
}
