package dev.rawline.imaging.metric;

/** Least-squares fit of a polynomial. */
final class PolynomialFit {
  private PolynomialFit() {}

  /**
   * Returns the coefficients of 1, x, x², …
   *
   * @param x the positions of the values of the points; more distinct ones than the degree
   * @param y the values of the points
   * @param degree the highest power
   */
  static double[] fit(double[] x, double[] y, int degree) {
    int unknowns = degree + 1;
    double[][] equations = new double[unknowns][unknowns + 1];
    for (int point = 0; point < x.length; point++) {
      double[] powers = new double[unknowns];
      powers[0] = 1;
      for (int i = 1; i < unknowns; i++) {
        powers[i] = powers[i - 1] * x[point];
      }
      for (int i = 0; i < unknowns; i++) {
        for (int j = 0; j < unknowns; j++) {
          equations[i][j] += powers[i] * powers[j];
        }
        equations[i][unknowns] += powers[i] * y[point];
      }
    }
    // The matrix is positive definite, so that no pivoting is needed.
    for (int i = 0; i < unknowns; i++) {
      for (int row = 0; row < unknowns; row++) {
        if (row != i) {
          double factor = equations[row][i] / equations[i][i];
          for (int j = i; j <= unknowns; j++) {
            equations[row][j] -= factor * equations[i][j];
          }
        }
      }
    }
    double[] coefficients = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      coefficients[i] = equations[i][unknowns] / equations[i][i];
    }
    return coefficients;
  }
}
