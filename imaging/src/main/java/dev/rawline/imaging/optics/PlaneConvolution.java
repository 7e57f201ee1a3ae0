package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Border;

/**
 * Convolution of a plane with a point spread in double precision: the definition.
 *
 * <p>out(y, x) = Σ_(i, j) weight(i, j) · in(y − i, x − j), (0, 0) being the middle of the weights:
 * the image of a single point is the weights in reading order. Beyond the edge the plane is
 * extended by {@link Border#MIRROR}.
 */
final class PlaneConvolution {
  final int rows;
  final int columns;
  final double[] weights;

  /**
   * Wraps weights without copying them.
   *
   * @param rows the number of rows, odd
   * @param columns the number of columns, odd
   * @param weights in reading order
   */
  PlaneConvolution(int rows, int columns, double... weights) {
    if (rows % 2 == 0 || columns % 2 == 0 || weights.length != rows * columns) {
      throw new IllegalArgumentException(
          "a point spread has odd sides and a weight a place, got %d×%d with %d weights"
              .formatted(columns, rows, weights.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.weights = weights;
  }

  /** Returns the vertical reach of the weights [rows]. */
  int reachDown() {
    return rows / 2;
  }

  /** Returns the horizontal reach of the weights [columns]. */
  int reachAcross() {
    return columns / 2;
  }

  /** Returns the convolved plane. */
  double[] of(double[] plane, int width, int height) {
    double[] spread = new double[plane.length];
    forEachWeight(
        width,
        height,
        (weight, fromRows, fromColumns) -> {
          for (int row = 0; row < height; row++) {
            int from = fromRows[row] * width;
            int to = row * width;
            for (int column = 0; column < width; column++) {
              spread[to + column] += weight * plane[from + fromColumns[column]];
            }
          }
        });
    return spread;
  }

  /** Returns the gradient with respect to the plane. */
  double[] adjoint(double[] cotangent, int width, int height) {
    double[] gradient = new double[cotangent.length];
    forEachWeight(
        width,
        height,
        (weight, fromRows, fromColumns) -> {
          for (int row = 0; row < height; row++) {
            int from = fromRows[row] * width;
            int to = row * width;
            for (int column = 0; column < width; column++) {
              gradient[from + fromColumns[column]] += weight * cotangent[to + column];
            }
          }
        });
    return gradient;
  }

  /** Receives a weight and, for every row and column of the result, the index it reads. */
  private interface WeightVisitor {
    void visit(double weight, int[] fromRows, int[] fromColumns);
  }

  private void forEachWeight(int width, int height, WeightVisitor visitor) {
    for (int i = 0; i < rows; i++) {
      int[] fromRows = positions(height, reachDown() - i);
      for (int j = 0; j < columns; j++) {
        double weight = weights[i * columns + j];
        if (weight != 0) {
          visitor.visit(weight, fromRows, positions(width, reachAcross() - j));
        }
      }
    }
  }

  /** Returns the index that each sample reads at a distance. */
  private static int[] positions(int length, int distance) {
    int[] positions = new int[length];
    for (int i = 0; i < length; i++) {
      positions[i] = Border.MIRROR.index(i + distance, length);
    }
    return positions;
  }
}
