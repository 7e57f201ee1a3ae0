package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Kernel;

/**
 * A weighted sum over the neighbourhood of every pixel.
 *
 * <p>out(y, x) = Σ_(i, j) weight(i, j) · in(y + i, x + j), where (0, 0) is the middle of the
 * weights in reading order; beyond the edge the picture is extended by its border mode.
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

  /** Returns a square kernel. */
  static Convolution of(Kernel kernel) {
    return new Convolution(kernel.side(), kernel.side(), kernel.weights());
  }

  /** Returns a kernel along a row, from left to right. */
  static Convolution horizontal(double... weights) {
    return new Convolution(1, weights.length, weights);
  }

  /** Returns a kernel along a column, from top to bottom. */
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

  /**
   * Returns the derivatives of the weights of {@link #gaussian} by σ, for a fixed number of
   * weights.
   *
   * <p>∂g(i)/∂σ = g(i) · (i² − Σ_j g(j) j²) / σ³; a single weight stays 1, so its slope is 0.
   */
  static double[] gaussianSlope(double sigma) {
    double[] weights = gaussian(sigma);
    int radius = weights.length / 2;
    double variance = 0;
    for (int i = -radius; i <= radius; i++) {
      variance += weights[i + radius] * i * i;
    }
    double[] slope = new double[weights.length];
    // A single weight: σ may be so small that σ³ is 0.
    for (int i = -radius; i <= radius && radius > 0; i++) {
      slope[i + radius] = weights[i + radius] * (i * i - variance) / (sigma * sigma * sigma);
    }
    return slope;
  }

  /** Returns the transposed kernel: rows become columns. */
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
    forEachWeight(
        (at, down, right) -> {
          double weight = weights[at];
          if (weight != 0) {
            forEachRun(
                in,
                down,
                right,
                border,
                (here, there, length) -> add(weight, in.samples, there, out.samples, here, length));
          }
        });
    return out;
  }

  /**
   * Returns the gradient with respect to the input: the adjoint of {@link #of}, which adds every
   * sample's cotangent to the samples that it was summed from, weight by weight.
   */
  Planes adjoint(Planes cotangent, Border border) {
    Planes gradient = cotangent.blank();
    forEachWeight(
        (at, down, right) -> {
          double weight = weights[at];
          if (weight != 0) {
            forEachRun(
                cotangent,
                down,
                right,
                border,
                (here, there, length) ->
                    add(weight, cotangent.samples, here, gradient.samples, there, length));
          }
        });
    return gradient;
  }

  /** Returns the gradient with respect to every weight: Σ cotangent(y, x) · in(y + i, x + j). */
  double[] weightGradient(Planes in, Planes cotangent, Border border) {
    double[] gradient = new double[weights.length];
    forEachWeight(
        (at, down, right) ->
            forEachRun(
                in,
                down,
                right,
                border,
                (here, there, length) -> {
                  for (int i = 0; i < length; i++) {
                    gradient[at] += cotangent.samples[here + i] * in.samples[there + i];
                  }
                }));
    return gradient;
  }

  /** Adds weight · in to a run of out. */
  private static void add(double weight, double[] in, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] += weight * in[from + i];
    }
  }

  /** Visits a weight, given its index and its distance from the middle. */
  private interface AtWeight {
    void at(int number, int down, int right);
  }

  private void forEachWeight(AtWeight action) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        action.at(row * columns + column, row - rows / 2, column - columns / 2);
      }
    }
  }

  /** Visits a run of samples and the run that a weight reads for them. */
  private interface OnRun {
    void on(int here, int there, int length);
  }

  private static void forEachRun(Planes planes, int down, int right, Border border, OnRun action) {
    int width = planes.width;
    int first = Math.clamp(-right, 0, width);
    int end = Math.clamp(width - right, first, width);
    for (int channel = 0; channel < planes.channels; channel++) {
      for (int row = 0; row < planes.height; row++) {
        int from = border.index(row + down, planes.height);
        if (from == Border.OUTSIDE) {
          continue;
        }
        int here = (channel * planes.height + row) * width;
        int there = (channel * planes.height + from) * width;
        // Inside the picture, one long run is many times faster than single samples.
        action.on(here + first, there + first + right, end - first);
        onSingles(here, there, 0, first, right, width, border, action);
        onSingles(here, there, end, width, right, width, border, action);
      }
    }
  }

  private static void onSingles(
      int here, int there, int first, int end, int right, int width, Border border, OnRun action) {
    for (int column = first; column < end; column++) {
      int read = border.index(column + right, width);
      if (read != Border.OUTSIDE) {
        action.on(here + column, there + read, 1);
      }
    }
  }
}
