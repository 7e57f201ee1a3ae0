package dev.rawline.imaging.numeric;

/** The linear equations of a least-squares fit. */
public final class NormalEquations {
  private NormalEquations() {}

  /**
   * Solves them by Cholesky's decomposition.
   *
   * @param matrix the symmetric, positive definite matrix, of which the lower half is read; it is
   *     overwritten
   * @param right the right-hand side
   */
  public static double[] solve(double[][] matrix, double[] right) {
    double[] x = right.clone();
    for (int a = 0; a < x.length; a++) {
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
    for (int a = x.length - 1; a >= 0; a--) {
      for (int k = a + 1; k < x.length; k++) {
        x[a] -= matrix[k][a] * x[k];
      }
      x[a] /= matrix[a][a];
    }
    return x;
  }
}
