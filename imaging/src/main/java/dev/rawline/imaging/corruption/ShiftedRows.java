package dev.rawline.imaging.corruption;

import dev.rawline.imaging.numeric.VectorApi;

/**
 * Weighted sums of rows of doubles, by the Vector API if available.
 *
 * <p>Every sample is the sum of its products in the order of the weights, without fused operations,
 * so that neither the width of the vectors nor their absence changes a bit.
 */
final class ShiftedRows {
  private ShiftedRows() {}

  /**
   * Writes out(to + i) = Σ_k weights(k) · in(from + at(k) + i) for every i below a number of
   * columns.
   *
   * @param at the index that each weight reads first, relative to {@code from}
   */
  static void sum(
      double[] in, int from, int[] at, double[] weights, double[] out, int to, int columns) {
    int done =
        VectorApi.PRESENT ? ShiftedRowsKernel.sum(in, from, at, weights, out, to, columns) : 0;
    for (int i = done; i < columns; i++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * in[from + at[k] + i];
      }
      out[to + i] = sum;
    }
  }
}
