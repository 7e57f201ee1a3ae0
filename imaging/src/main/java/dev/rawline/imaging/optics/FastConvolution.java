package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.numeric.Parallel;
import java.util.function.IntConsumer;

/** Convolves planes by the faster method: sums of rows for few weights, spectra otherwise. */
final class FastConvolution {
  /**
   * Up to this number of weights of a square, sums of rows are faster than spectra; separable
   * passes are faster at every tested size. {@code benchmarks/run spread-ways} measures it, and
   * docs/results/performance.md holds the result.
   */
  static final int MOST_WEIGHTS = 400;

  /**
   * Up to this number of weights the definition is faster than spectra, both in double precision.
   */
  private static final int MOST_DEFINED = 32;

  /**
   * Up to this number of weights a pass, passes are joined for spectra: the square of weights and
   * its tiles then take half a gigabyte, and four times as much for twice the number.
   */
  private static final int MOST_JOINED = 1001;

  private FastConvolution() {}

  /** Returns whether spectra are faster than sums of rows. */
  static boolean isWide(ConvolutionPasses spread) {
    return spread.passes().size() == 1 && spread.weights() > MOST_WEIGHTS;
  }

  /** Returns the faster of the definition and spectra. */
  static PointSpreadOperator of(ConvolutionPasses spread) {
    boolean joins =
        spread.passes().size() == 1
            || spread.passes().stream().allMatch(pass -> pass.weights.length <= MOST_JOINED);
    return spread.weights() > MOST_DEFINED && joins ? new FourierConvolution(spread) : spread;
  }

  /**
   * Spreads one plane.
   *
   * @param wide whether to use spectra
   * @param start the plane's first sample in both arrays
   * @param threads the largest number of threads
   */
  static void spread(
      ConvolutionPasses spread,
      boolean wide,
      float[] in,
      float[] out,
      int start,
      int width,
      int height,
      int threads) {
    if (wide) {
      FourierConvolution fourier = new FourierConvolution(spread);
      FourierConvolution.Area area = new FourierConvolution.Area(0, 0, height, width);
      float[] range = range(in, start, start + width * height);
      IntConsumer piece =
          number ->
              fourier.piece(
                  number,
                  area,
                  1,
                  (row, column, into) -> read(in, start, width, height, row, column, into),
                  (row, column, results, from, count) -> {
                    int to = start + row * width + column;
                    for (int i = 0; i < count; i++) {
                      // A weighted mean is within the range of its samples.
                      out[to + i] =
                          (float) Math.max(range[0], Math.min(range[1], results[from + i]));
                    }
                  });
      Parallel.forEach(threads, fourier.pieces(area), piece);
    } else {
      RowConvolution rows = new RowConvolution(spread, width, height);
      Parallel.forEach(threads, rows.blocks(), block -> rows.block(block, in, out, start));
    }
  }

  private static void read(
      float[] in, int start, int width, int height, int row, int column, double[] into) {
    int from = start + Border.MIRROR.index(row, height) * width;
    int begin = Math.clamp(-column, 0, into.length);
    int end = Math.clamp(width - column, begin, into.length);
    for (int i = begin; i < end; i++) {
      into[i] = in[from + column + i];
    }
    for (int i = 0; i < begin; i++) {
      into[i] = in[from + Border.MIRROR.index(column + i, width)];
    }
    for (int i = end; i < into.length; i++) {
      into[i] = in[from + Border.MIRROR.index(column + i, width)];
    }
  }

  private static float[] range(float[] samples, int from, int to) {
    float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int i = from; i < to; i++) {
      range[0] = Math.min(range[0], samples[i]);
      range[1] = Math.max(range[1], samples[i]);
    }
    return range;
  }
}
