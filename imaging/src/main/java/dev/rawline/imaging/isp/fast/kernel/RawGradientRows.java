package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.SampleMemory;

/**
 * The last step of the backward pass: folds the gradient of the extended mosaic back to the mosaic
 * itself, and sums it for the black level.
 */
public final class RawGradientRows extends RowStep {
  private final RowStep coming;

  /** Sums of even and of odd rows. */
  private final RowSums[] sums;

  private int reach;
  private SampleMemory out;

  /** A row of the gradients on its way out of Java and back. */
  private float[] spare = {};

  private int outAt;
  private int width;
  private int height;
  private int first;
  private int end;

  /** The columns that replace those to the left, and those to the right. */
  private int[] left = {};

  private int[] right = {};

  /**
   * Prepares the step.
   *
   * @param coming the gradient with respect to the mosaic extended by reflection
   * @param sums those of even and of odd rows
   */
  public RawGradientRows(RowStep coming, RowSums[] sums) {
    super(0, new Reads(coming, 0));
    this.coming = coming;
    this.sums = sums;
  }

  @Override
  public void allocate(int longest, int columnReach) {
    super.allocate(longest, columnReach);
    reach = columnReach;
  }

  /**
   * Starts some rows of a mosaic.
   *
   * @param rawGradients receives the gradients with respect to the mosaic
   * @param at the index of the first of them
   * @param firstRow the first requested row
   * @param endRow the row after the last
   */
  public void begin(
      SampleMemory rawGradients, int at, int newWidth, int newHeight, int firstRow, int endRow) {
    if (newWidth != width) {
      left = new int[halo()];
      right = new int[halo()];
      for (int i = 0; i < halo(); i++) {
        left[i] = Border.MIRROR.index(-1 - i, newWidth);
        right[i] = Border.MIRROR.index(newWidth + i, newWidth);
      }
    }
    out = rawGradients;
    outAt = at;
    width = newWidth;
    height = newHeight;
    first = firstRow;
    end = endRow;
    out.clear(at + first * width, (end - first) * width);
    if (!out.isArray() && spare.length < width) {
      spare = new float[width];
    }
  }

  @Override
  public void compute(int row) {
    int from = coming.at(0, row);
    BlackLevelKernel.back(coming.samples, from, sums[row & 1].lanes(row), columns);
    int inside = Border.MIRROR.index(row, height);
    if (inside >= first && inside < end) {
      fold(coming.samples, from + reach, outAt + inside * width);
    }
  }

  private void fold(float[] in, int from, int to) {
    if (out.isArray()) {
      fold(in, from, out.array(), to);
    } else if (!out.isNone()) {
      out.read(to, spare, 0, width);
      fold(in, from, spare, 0);
      out.write(spare, 0, to, width);
    }
  }

  private void fold(float[] in, int from, float[] out, int to) {
    add(in, from, out, to, width);
    for (int i = 0; i < left.length; i++) {
      out[to + left[i]] += in[from - 1 - i];
      out[to + right[i]] += in[from + width + i];
    }
  }

  private static void add(float[] in, int from, float[] out, int to, int width) {
    for (int i = 0; i < width; i++) {
      out[to + i] += in[from + i];
    }
  }
}
