package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;

/**
 * A weighted sum over the neighbourhood of every pixel.
 *
 * <p>out(y, x) = Σ_(i, j) weight(i, j) · in(y + i, x + j), where (0, 0) is the middle of the
 * weights as they are written down; beyond the edge the picture goes on as its border says.
 */
final class Convolution {
  private final int rows;
  private final int columns;
  private final double[] weights;

  private Convolution(int rows, int columns, double[] weights) {
    if (rows % 2 == 0 || columns % 2 == 0 || weights.length != rows * columns) {
      throw new IllegalArgumentException(
          "a kernel has odd sides and a weight a place, got %d×%d with %d weights"
              .formatted(columns, rows, weights.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.weights = weights;
  }

  /** Returns a square kernel of weights in reading order. */
  static Convolution square(double... weights) {
    int side = (int) Math.round(Math.sqrt(weights.length));
    return new Convolution(side, side, weights);
  }

  /** Returns a kernel that reaches along a row, from left to right. */
  static Convolution horizontal(double... weights) {
    return new Convolution(1, weights.length, weights);
  }

  /** Returns a kernel that reaches along a column, from top to bottom. */
  static Convolution vertical(double... weights) {
    return new Convolution(weights.length, 1, weights);
  }

  /**
   * Returns the weights of a Gaussian, cut off at four standard deviations and summing to 1.
   *
   * @param sigma the standard deviation [px]; 0 gives the single weight 1
   */
  static double[] gaussian(double sigma) {
    int radius = (int) Math.floor(4 * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      double weight = i == 0 ? 1 : Math.exp(-0.5 * i * i / (sigma * sigma));
      weights[i + radius] = weight;
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Returns this kernel turned about its main diagonal: rows become columns. */
  Convolution transposed() {
    double[] turned = new double[weights.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = weights[row * columns + column];
      }
    }
    return new Convolution(columns, rows, turned);
  }

  /** Returns this kernel with every weight multiplied by a factor. */
  Convolution times(double factor) {
    double[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return new Convolution(rows, columns, scaled);
  }

  /** Returns the weighted sums of every plane. */
  Planes of(Planes in, Border border) {
    Planes out = in.blank();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double weight = weights[row * columns + column];
        if (weight != 0) {
          addShifted(out, weight, in, row - rows / 2, column - columns / 2, border);
        }
      }
    }
    return out;
  }

  /** Adds weight · in(y + down, x + right) to out(y, x). */
  private static void addShifted(
      Planes out, double weight, Planes in, int down, int right, Border border) {
    for (int channel = 0; channel < in.channels; channel++) {
      for (int row = 0; row < in.height; row++) {
        int from = border.index(row + down, in.height);
        if (from == Border.OUTSIDE) {
          continue;
        }
        int target = (channel * in.height + row) * in.width;
        int source = (channel * in.height + from) * in.width;
        for (int column = 0; column < in.width; column++) {
          int read = border.index(column + right, in.width);
          if (read != Border.OUTSIDE) {
            out.samples[target + column] += weight * in.samples[source + read];
          }
        }
      }
    }
  }
}
