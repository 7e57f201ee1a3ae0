package dev.rawline.imaging.corruption;

import java.util.Arrays;

/** Weighted sums along columns and along rows. */
final class SeparableBlur {
  private SeparableBlur() {}

  /**
   * Returns the weights of a Gaussian, summing to 1.
   *
   * @param sigma the standard deviation [px]; 0 gives the single weight 1
   * @param cut the cut-off, in standard deviations
   */
  static double[] gaussian(double sigma, double cut) {
    return weights(sigma, (int) (cut * sigma + 0.5));
  }

  /** Returns the weights of a Gaussian of a given radius [px], summing to 1. */
  static double[] weights(double sigma, int radius) {
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      double weight = i == 0 ? 1 : StrictMath.exp(-0.5 * i * i / (sigma * sigma));
      weights[i + radius] = weight;
      sum += weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Returns Σ w² of weights: the variance of white noise of variance 1 after filtering. */
  static double energy(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight * weight;
    }
    return sum;
  }

  /** Returns planes that are blurred along columns and along rows by the same odd weights. */
  static DoubleImage of(DoubleImage in, double[] weights, BorderMode edge) {
    return weights.length == 1 ? in : alongRows(alongColumns(in, weights, edge), weights, edge);
  }

  private static DoubleImage alongColumns(DoubleImage in, double[] weights, BorderMode edge) {
    DoubleImage out = in.blank();
    if (weights.length > in.height) {
      double[] shares = shares(weights, in.height, edge);
      for (int row = 0; row < in.channels * in.height; row++) {
        int first = row / in.height * in.height;
        for (int to = 0; to < in.height; to++) {
          double share = shares[row % in.height * in.height + to];
          addRow(share, in.samples, row * in.width, out.samples, (first + to) * in.width, in.width);
        }
      }
      return out;
    }
    int radius = weights.length / 2;
    int[] read = new int[weights.length];
    for (int row = 0; row < in.height; row++) {
      for (int k = 0; k < weights.length; k++) {
        read[k] = edge.index(row + k - radius, in.height) * in.width;
      }
      for (int channel = 0; channel < in.channels; channel++) {
        ShiftedRows.sum(
            in.samples,
            in.row(channel, 0),
            read,
            weights,
            out.samples,
            in.row(channel, row),
            in.width);
      }
    }
    return out;
  }

  private static DoubleImage alongRows(DoubleImage in, double[] weights, BorderMode edge) {
    DoubleImage out = in.blank();
    if (weights.length > in.width) {
      double[] shares = shares(weights, in.width, edge);
      for (int at = 0; at < in.samples.length; at++) {
        int from = at % in.width * in.width;
        addRow(in.samples[at], shares, from, out.samples, at - at % in.width, in.width);
      }
      return out;
    }
    int radius = weights.length / 2;
    double[] wide = new double[in.width + 2 * radius];
    int[] read = new int[weights.length];
    Arrays.setAll(read, k -> k);
    for (int row = 0; row < in.channels * in.height; row++) {
      widen(in, row * in.width, radius, edge, wide, 0);
      ShiftedRows.sum(wide, 0, read, weights, out.samples, row * in.width, in.width);
    }
    return out;
  }

  /**
   * Returns the share that each sample of a line has in each of the blurred line, what is beyond
   * the edge included: for weights wider than the line, which would read it repeatedly.
   */
  private static double[] shares(double[] weights, int length, BorderMode edge) {
    double[] shares = new double[length * length];
    for (int to = 0; to < length; to++) {
      for (int k = 0; k < weights.length; k++) {
        shares[edge.index(to + k - weights.length / 2, length) * length + to] += weights[k];
      }
    }
    return shares;
  }

  /** Copies a row and what lies beyond its two ends. */
  static void widen(DoubleImage in, int from, int radius, BorderMode edge, double[] wide, int to) {
    for (int i = 0; i < radius; i++) {
      wide[to + i] = in.samples[from + edge.index(i - radius, in.width)];
      wide[to + radius + in.width + i] = in.samples[from + edge.index(in.width + i, in.width)];
    }
    System.arraycopy(in.samples, from, wide, to + radius, in.width);
  }

  /** Adds weight · in to a run of out. */
  static void addRow(double weight, double[] in, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] += weight * in[from + i];
    }
  }
}
