package dev.rawline.imaging.optics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Accumulates the rows of a plane: each row exists from the first addition to the last and is then
 * passed on, so that few exist at a time.
 */
final class RowAccumulator {
  private final int width;
  private final int[] last;
  private final PointSpreadOperator.RowWriter out;
  private final double[][] open;
  private final Deque<double[]> spare = new ArrayDeque<>();

  /**
   * Starts with rows of zeros.
   *
   * @param last the index of the last contributor to each row
   * @param out receives complete rows; a row without contributions is not passed on
   */
  RowAccumulator(int width, int[] last, PointSpreadOperator.RowWriter out) {
    this.width = width;
    this.last = last;
    this.out = out;
    this.open = new double[last.length][];
  }

  /** Returns a row for addition. */
  double[] at(int row) {
    if (open[row] == null) {
      open[row] = spare.isEmpty() ? new double[width] : spare.pop();
    }
    return open[row];
  }

  /** Passes a row on if a contributor was its last. */
  void close(int row, int added) {
    double[] samples = open[row];
    if (samples != null && last[row] == added) {
      out.write(row, samples);
      Arrays.fill(samples, 0);
      spare.push(samples);
      open[row] = null;
    }
  }
}
