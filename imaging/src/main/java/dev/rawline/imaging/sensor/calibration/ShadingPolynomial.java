package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.NormalEquations;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * The smooth part of a channel's response to uniform light: a polynomial of degree 4 in row and
 * column, by least squares.
 */
final class ShadingPolynomial {
  static final int DEGREE = 4;
  private static final int TERMS = (DEGREE + 1) * (DEGREE + 2) / 2;

  /** All terms but the mean. */
  static final int FREE_TERMS = TERMS - 1;

  /**
   * The significance limit as a multiple of the random mean square: the upper 1 % of χ² with 8
   * degrees of freedom, per degree, if rows and columns differ equally. If only one of them differs
   * it is 4 %, if only pixels differ 0.15 %; of the four channels of a mosaic together it is below
   * 1e-5 if rows and columns, or only pixels, differ.
   */
  static final double LARGEST_BY_CHANCE = 2.5;

  private final double[][] ofRows;
  private final double[][] ofColumns;
  private final double[] weights;

  private ShadingPolynomial(double[][] ofRows, double[][] ofColumns, double[] weights) {
    this.ofRows = ofRows;
    this.ofColumns = ofColumns;
    this.weights = weights;
  }

  /**
   * Fits the polynomial.
   *
   * @param values the channel's pixels, row by row
   * @param left the excluded pixels
   */
  static ShadingPolynomial fit(
      ChannelLattice lattice, IntToDoubleFunction values, IntPredicate left) {
    double[][] ofRows = legendre(lattice.rows());
    double[][] ofColumns = legendre(lattice.columns());
    double[][] matrix = new double[TERMS][TERMS];
    double[] right = new double[TERMS];
    double[] terms = new double[TERMS];
    for (int row = 0; row < lattice.rows(); row++) {
      for (int column = 0; column < lattice.columns(); column++) {
        int i = row * lattice.columns() + column;
        if (!left.test(i)) {
          double value = values.applyAsDouble(i);
          terms(ofRows[row], ofColumns[column], terms);
          for (int a = 0; a < TERMS; a++) {
            right[a] += terms[a] * value;
            for (int b = 0; b <= a; b++) {
              matrix[a][b] += terms[a] * terms[b];
            }
          }
        }
      }
    }
    return new ShadingPolynomial(ofRows, ofColumns, NormalEquations.solve(matrix, right));
  }

  double at(int row, int column) {
    double[] ofRow = ofRows[row];
    double[] ofColumn = ofColumns[column];
    int term = 0;
    double sum = 0;
    for (int degree = 0; degree <= DEGREE; degree++) {
      for (int other = 0; other <= DEGREE - degree; other++) {
        sum += weights[term++] * (ofRow[degree] * ofColumn[other]);
      }
    }
    return sum;
  }

  /** Fills in the products of Legendre polynomials in row and column, of degree 4 together. */
  private static void terms(double[] ofRow, double[] ofColumn, double[] terms) {
    int term = 0;
    for (int degree = 0; degree <= DEGREE; degree++) {
      for (int other = 0; other <= DEGREE - degree; other++) {
        terms[term++] = ofRow[degree] * ofColumn[other];
      }
    }
  }

  /** Returns the Legendre polynomials at a number of positions from −1 to 1, by their degrees. */
  private static double[][] legendre(int places) {
    double[][] polynomials = new double[places][DEGREE + 1];
    for (int place = 0; place < places; place++) {
      double x = (2 * place + 1.0) / places - 1;
      double[] of = polynomials[place];
      of[0] = 1;
      of[1] = x;
      for (int n = 2; n <= DEGREE; n++) {
        of[n] = ((2 * n - 1) * x * of[n - 1] - (n - 1) * of[n - 2]) / n;
      }
    }
    return polynomials;
  }
}
