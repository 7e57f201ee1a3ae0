package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Border;
import java.util.Arrays;

/**
 * The fast twin of {@link ConvolutionPasses} for few weights: sums of rows in float32, block by
 * block.
 *
 * <p>A block reads its rows from the plane itself and needs little memory; blocks can run in any
 * order on any thread.
 */
final class RowConvolution {
  /** A block of this many columns and the rows around it fit a core's second-level cache. */
  static final int BLOCK_COLUMNS = 1024;

  static final int BLOCK_ROWS = 64;

  private final int width;
  private final int height;

  /** The weights of the first pass, or of the only one. */
  private final Taps first;

  /** The weights along rows after those along columns; null for a single pass. */
  private final Taps second;

  /** The non-zero weights of one pass, and their offsets. */
  private static final class Taps {
    final int reachDown;
    final int reachAcross;
    final int[] down;
    final int[] across;
    final float[] weights;

    Taps(PlaneConvolution pass) {
      reachDown = pass.reachDown();
      reachAcross = pass.reachAcross();
      int count = (int) Arrays.stream(pass.weights).filter(weight -> weight != 0).count();
      int padded = WeightedRowSums.padded(count);
      down = new int[padded];
      across = new int[padded];
      weights = new float[padded];
      int at = 0;
      for (int i = 0; i < pass.weights.length; i++) {
        if (pass.weights[i] != 0) {
          down[at] = reachDown - i / pass.columns;
          across[at] = reachAcross - i % pass.columns;
          weights[at++] = (float) pass.weights[i];
        }
      }
    }
  }

  RowConvolution(ConvolutionPasses spread, int width, int height) {
    this.width = width;
    this.height = height;
    this.first = new Taps(spread.passes().getFirst());
    this.second = spread.passes().size() == 1 ? null : new Taps(spread.passes().getLast());
  }

  /** Returns the number of blocks of a plane. */
  int blocks() {
    return Math.ceilDiv(height, BLOCK_ROWS) * Math.ceilDiv(width, BLOCK_COLUMNS);
  }

  /** Writes one block of the plane that begins at a sample. */
  void block(int block, float[] in, float[] out, int start) {
    int across = Math.ceilDiv(width, BLOCK_COLUMNS);
    int top = block / across * BLOCK_ROWS;
    int left = block % across * BLOCK_COLUMNS;
    int bottom = Math.min(height, top + BLOCK_ROWS);
    int right = Math.min(width, left + BLOCK_COLUMNS);
    if (second == null) {
      square(in, out, start, top, bottom, left, right);
    } else {
      separable(in, out, start, top, bottom, left, right);
    }
  }

  private void separable(
      float[] in, float[] out, int start, int top, int bottom, int left, int right) {
    int reach = second.reachAcross;
    int from = Math.max(0, left - reach);
    int end = Math.min(width, right + reach);
    float[] line = new float[right - left + 2 * reach];
    int[] rows = new int[first.weights.length];
    int[] columns = new int[second.weights.length];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = reach + second.across[k];
    }
    for (int row = top; row < bottom; row++) {
      for (int k = 0; k < rows.length; k++) {
        rows[k] = start + Border.MIRROR.index(row + first.down[k], height) * width + from;
      }
      WeightedRowSums.sum(in, rows, first.weights, line, from - left + reach, end - from);
      mirror(line, left - reach, from, end, 0, line.length);
      WeightedRowSums.sum(
          line, columns, second.weights, out, start + row * width + left, right - left);
    }
  }

  private void square(
      float[] in, float[] out, int start, int top, int bottom, int left, int right) {
    int reach = first.reachAcross;
    int from = Math.max(0, left - reach);
    int end = Math.min(width, right + reach);
    int stride = right - left + 2 * reach;
    float[] rows = new float[(bottom - top + 2 * first.reachDown) * stride];
    for (int row = top - first.reachDown; row < bottom + first.reachDown; row++) {
      int to = (row - top + first.reachDown) * stride;
      int inside = start + Border.MIRROR.index(row, height) * width + from;
      System.arraycopy(in, inside, rows, to + from - left + reach, end - from);
      mirror(rows, left - reach - to, from, end, to, to + stride);
    }
    int[] at = new int[first.weights.length];
    for (int row = top; row < bottom; row++) {
      for (int k = 0; k < at.length; k++) {
        at[k] = (row - top + first.reachDown + first.down[k]) * stride + reach + first.across[k];
      }
      WeightedRowSums.sum(rows, at, first.weights, out, start + row * width + left, right - left);
    }
  }

  /**
   * Fills what of a row lies beyond the columns that are there.
   *
   * @param origin the column of index 0 of the array
   */
  private void mirror(float[] line, int origin, int from, int end, int begin, int stop) {
    for (int at = begin; at < from - origin; at++) {
      line[at] = line[Border.MIRROR.index(at + origin, width) - origin];
    }
    for (int at = end - origin; at < stop; at++) {
      line[at] = line[Border.MIRROR.index(at + origin, width) - origin];
    }
  }
}
