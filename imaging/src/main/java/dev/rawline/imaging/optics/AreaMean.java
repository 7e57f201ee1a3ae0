package dev.rawline.imaging.optics;

/**
 * Resampling of a line to another spacing: every result is the mean over its width of the line, in
 * which each sample represents one sample spacing.
 *
 * <p>Result n covers the line from c + (n − d − ½)·ratio to c + (n − d + ½)·ratio, in samples, c
 * and d the middles of the line and of the result.
 */
final class AreaMean {
  /** The first sample of each result. */
  final int[] first;

  /** The shares of each result's samples, which sum to 1. */
  final double[][] shares;

  /**
   * Prepares the means.
   *
   * @param length the number of samples
   * @param results the number of results
   * @param ratio the width of a result in samples; results · ratio ≤ length, up to rounding
   */
  AreaMean(int length, int results, double ratio) {
    first = new int[results];
    shares = new double[results][];
    for (int n = 0; n < results; n++) {
      double from = length / 2.0 + (n - results / 2.0) * ratio;
      double to = from + ratio;
      int begin = Math.clamp((long) Math.floor(from), 0, length - 1);
      int end = Math.clamp((long) Math.ceil(to), begin + 1, length);
      double[] part = new double[end - begin];
      for (int i = 0; i < part.length; i++) {
        part[i] = Math.max(0, Math.min(to, begin + i + 1.0) - Math.max(from, begin + i));
      }
      first[n] = begin;
      shares[n] = ConvolutionPasses.normalised(part);
    }
  }
}
