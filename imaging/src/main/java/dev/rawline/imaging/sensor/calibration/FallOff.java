package dev.rawline.imaging.sensor.calibration;

/**
 * The smooth part of a channel's response to even light: a polynomial of degree 4 in row and
 * column, by least squares.
 */
final class FallOff {
  static final int DEGREE = 4;
  private static final int TERMS = (DEGREE + 1) * (DEGREE + 2) / 2;

  /** All but the mean. */
  static final int FREE_TERMS = TERMS - 1;

  /** About the upper 1 % of χ² with 8 degrees of freedom, a degree: rows and columns rule. */
  static final double LARGEST_BY_CHANCE = 2.5;

  private final Lattice lattice;
  private final double[] weights;

  private FallOff(Lattice lattice, double[] weights) {
    this.lattice = lattice;
    this.weights = weights;
  }

  /**
   * Fits the polynomial.
   *
   * @param values the channel's pixels, row by row
   * @param left pixels that are left out
   */
  static FallOff fit(Lattice lattice, double[] values, boolean[] left) {
    double[][] matrix = new double[TERMS][TERMS];
    double[] right = new double[TERMS];
    double[] terms = new double[TERMS];
    for (int row = 0; row < lattice.rows(); row++) {
      for (int column = 0; column < lattice.columns(); column++) {
        int i = row * lattice.columns() + column;
        if (!left[i]) {
          terms(lattice, row, column, terms);
          for (int a = 0; a < TERMS; a++) {
            right[a] += terms[a] * values[i];
            for (int b = 0; b <= a; b++) {
              matrix[a][b] += terms[a] * terms[b];
            }
          }
        }
      }
    }
    return new FallOff(lattice, solve(matrix, right));
  }

  double at(int row, int column) {
    double[] terms = new double[TERMS];
    terms(lattice, row, column, terms);
    double sum = 0;
    for (int i = 0; i < TERMS; i++) {
      sum += weights[i] * terms[i];
    }
    return sum;
  }

  /** Fills in the products of Legendre polynomials in row and column, of degree 4 together. */
  private static void terms(Lattice lattice, int row, int column, double[] terms) {
    double y = (2 * row + 1.0) / lattice.rows() - 1;
    double x = (2 * column + 1.0) / lattice.columns() - 1;
    int term = 0;
    for (int ofRow = 0; ofRow <= DEGREE; ofRow++) {
      for (int ofColumn = 0; ofColumn <= DEGREE - ofRow; ofColumn++) {
        terms[term++] = legendre(ofRow, y) * legendre(ofColumn, x);
      }
    }
  }

  private static double legendre(int degree, double x) {
    double last = 1;
    double value = degree == 0 ? 1 : x;
    for (int n = 2; n <= degree; n++) {
      double next = ((2 * n - 1) * x * value - (n - 1) * last) / n;
      last = value;
      value = next;
    }
    return value;
  }

  /** Solves the normal equations by Cholesky's decomposition, in place. */
  private static double[] solve(double[][] matrix, double[] right) {
    double[] x = right.clone();
    for (int a = 0; a < TERMS; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = matrix[a][b];
        for (int k = 0; k < b; k++) {
          sum -= matrix[a][k] * matrix[b][k];
        }
        matrix[a][b] = a == b ? Math.sqrt(sum) : sum / matrix[b][b];
      }
      for (int k = 0; k < a; k++) {
        x[a] -= matrix[a][k] * x[k];
      }
      x[a] /= matrix[a][a];
    }
    for (int a = TERMS - 1; a >= 0; a--) {
      for (int k = a + 1; k < TERMS; k++) {
        x[a] -= matrix[k][a] * x[k];
      }
      x[a] /= matrix[a][a];
    }
    return x;
  }
}
