package dev.rawline.imaging.optics;

import dev.rawline.imaging.numeric.VectorApi;
import java.util.Arrays;

/**
 * Weighted sums of rows of float32, by the Vector API if available.
 *
 * <p>Every sample is the sum, in order, of groups of eight products, each a chain of fused
 * multiply-adds in the order of the weights, so that neither the width of the vectors nor their
 * absence changes a bit. A sum of groups has a smaller rounding error than one long chain.
 */
final class WeightedRowSums {
  /** The number of weights that are summed at once. */
  static final int AT_ONCE = 8;

  private static final boolean VECTORS = VectorApi.PRESENT;

  private WeightedRowSums() {}

  /** Returns the number of weights padded with zeros to whole groups. */
  static int padded(int weights) {
    return Math.ceilDiv(weights, AT_ONCE) * AT_ONCE;
  }

  /**
   * Writes out(to + i) = Σ_k weights(k) · in(at(k) + i) for every i below a number of columns.
   *
   * @param at the first index that each weight reads; as many as the weights, a multiple of {@link
   *     #AT_ONCE}
   */
  static void sum(float[] in, int[] at, float[] weights, float[] out, int to, int columns) {
    Arrays.fill(out, to, to + columns, 0);
    for (int first = 0; first < weights.length; first += AT_ONCE) {
      int done = VECTORS ? WeightedRowSumsKernel.add(in, at, weights, first, out, to, columns) : 0;
      for (int i = done; i < columns; i++) {
        float sum = weights[first] * in[at[first] + i];
        for (int k = first + 1; k < first + AT_ONCE; k++) {
          sum = Math.fma(weights[k], in[at[k] + i], sum);
        }
        out[to + i] += sum;
      }
    }
  }
}
