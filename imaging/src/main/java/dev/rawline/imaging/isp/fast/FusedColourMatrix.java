package dev.rawline.imaging.isp.fast;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.imaging.isp.fast.kernel.ColourAdjoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive white balances and colour corrections, folded into one matrix.
 *
 * <p>With M = A · F · B, where F is a factor, and S(k, c) = Σ ∂L/∂out(k) · in(c) over the pixels,
 * the gradient with respect to F is Aᵀ · S · Bᵀ.
 */
final class FusedColourMatrix {
  /** The number of sums over pixels for the gradients. */
  static final int SUMS = ColourAdjoint.SUMS;

  private static final int SIDE = 3;

  private final List<Factor> factors;
  private final Matrix3 matrix;

  private FusedColourMatrix(List<Factor> factors, Matrix3 matrix) {
    this.factors = factors;
    this.matrix = matrix;
  }

  /**
   * One of the stages.
   *
   * @param place the index of its first parameter
   * @param diagonal whether its parameters are only the diagonal of the matrix
   * @param before the product of the factors before it
   * @param after the product of the factors after it
   */
  private record Factor(int place, boolean diagonal, Matrix3 before, Matrix3 after) {

    void split(double[] sums, int at, double[] gradient) {
      for (int i = 0; i < SUMS; i++) {
        int row = i / SIDE;
        int column = i % SIDE;
        if (!diagonal) {
          gradient[place + i] = entry(sums, at, row, column);
        } else if (row == column) {
          gradient[place + row] = entry(sums, at, row, column);
        }
      }
    }

    private double entry(double[] sums, int at, int row, int column) {
      double sum = 0;
      for (int k = 0; k < SIDE; k++) {
        for (int c = 0; c < SIDE; c++) {
          sum += after.at(k, row) * sums[at + SIDE * k + c] * before.at(column, c);
        }
      }
      return sum;
    }
  }

  Matrix3 matrix() {
    return matrix;
  }

  /**
   * Converts sums into gradients.
   *
   * @param sums contains S, row by row
   * @param at the index of its first number
   * @param gradient with respect to the parameters of all stages of a chain
   */
  void split(double[] sums, int at, double[] gradient) {
    for (Factor factor : factors) {
      factor.split(sums, at, gradient);
    }
  }

  /** Collects stages, first to last. */
  static final class Builder {
    private final List<Matrix3> matrices = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<Boolean> diagonal = new ArrayList<>();

    /** Adds a stage if it is a matrix; ignores others. */
    void add(ColourStage stage, int place) {
      if (stage instanceof WhiteBalance balance) {
        add(Matrix3.IDENTITY.afterGains(balance.gains()), place, true);
      } else if (stage instanceof ColourCorrection correction) {
        add(correction.matrix(), place, false);
      }
    }

    private void add(Matrix3 matrix, int place, boolean onDiagonal) {
      matrices.add(matrix);
      places.add(place);
      diagonal.add(onDiagonal);
    }

    FusedColourMatrix build() {
      List<Factor> factors = new ArrayList<>();
      for (int i = 0; i < matrices.size(); i++) {
        factors.add(
            new Factor(
                places.get(i),
                diagonal.get(i),
                product(matrices.subList(0, i)),
                product(matrices.subList(i + 1, matrices.size()))));
      }
      return new FusedColourMatrix(factors, product(matrices));
    }

    private static Matrix3 product(List<Matrix3> firstToLast) {
      Matrix3 product = Matrix3.IDENTITY;
      for (Matrix3 matrix : firstToLast) {
        product = matrix.times(product);
      }
      return product;
    }
  }
}
