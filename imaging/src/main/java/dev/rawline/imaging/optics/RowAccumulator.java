package dev.rawline.imaging.optics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The rows of a plane while others add to them: each exists from the first addition to the last,
 * and is then handed on, so that few exist at a time.
 */
final class RowAccumulator {
  private final int width;
  private final int[] last;
  private final PointSpreadOperator.RowWriter out;
  private final double[][] open;
  private final Deque<double[]> spare = new ArrayDeque<>();

  /**
   * Begins with rows of zeros.
   *
   * @param last which of those that add to a row, counted upwards, is its last
   * @param out what takes a row that is complete; a row that nobody adds to is not handed on
   */
  RowAccumulator(int width, int[] last, PointSpreadOperator.RowWriter out) {
    this.width = width;
    this.last = last;
    this.out = out;
    this.open = new double[last.length][];
  }

  /** Returns a row to add to. */
  double[] at(int row) {
    if (open[row] == null) {
      open[row] = spare.isEmpty() ? new double[width] : spare.pop();
    }
    return open[row];
  }

  /** Hands a row on if one that has added to it was its last. */
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
