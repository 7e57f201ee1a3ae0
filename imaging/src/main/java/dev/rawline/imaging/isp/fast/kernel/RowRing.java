package dev.rawline.imaging.isp.fast.kernel;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.numeric.Lanes;
import java.util.Arrays;

/**
 * A ring buffer of rows of a few planes, of a picture that is processed from top to bottom.
 *
 * <p>Row r replaces row r − n, where n rows are kept. Rows are processed in blocks of {@link
 * #BLOCK}. A row is extended by {@link #extend}ing it a few samples to both sides; a row beyond the
 * first or the last is the row that the border puts there, or one of zeros, so it costs nothing.
 * What lies further out in a row is 0.
 */
public final class RowRing {

  /** The number of rows that are processed at once. */
  public static final int BLOCK = 4;

  /**
   * The index of the first row, so that vectors at its sides exist and rows are aligned to cache
   * lines.
   */
  private static final int MARGIN = 28;

  /** The largest number of columns beyond the edge. */
  private static final int FARTHEST = 2;

  private final int planes;
  private final int kept;

  /** ⌈2⁶⁴ / kept⌉, by which a remainder is found without a division, as in {@link RowStep}. */
  private final long inverse;

  private Border border = Border.ZERO;
  private int width;
  private int height;
  private int stride;

  /** The columns to read for the columns −1, width, −2, width + 1, and so on. */
  private final int[] beyond = new int[2 * FARTHEST];

  /** All rows of all planes; see {@link #at}. */
  float[] samples = {};

  /**
   * Creates a ring.
   *
   * @param blocks the number of blocks of rows that are kept
   */
  public RowRing(int planes, int blocks) {
    this.planes = planes;
    this.kept = BLOCK * blocks;
    this.inverse = Long.divideUnsigned(-1, kept) + 1;
  }

  /** Starts a picture with a border mode. */
  public void begin(int newWidth, int newHeight, Border newBorder) {
    height = newHeight;
    border = newBorder;
    for (int distance = 1; distance <= FARTHEST; distance++) {
      beyond[2 * distance - 2] = border.index(-distance, newWidth);
      beyond[2 * distance - 1] = border.index(newWidth - 1 + distance, newWidth);
    }
    if (newWidth != width) {
      width = newWidth;
      stride = Lanes.padded(width) + 2 * Lanes.COUNT;
      int length = 2 * MARGIN + (kept * planes + 3) * stride;
      if (samples.length < length) {
        samples = new float[length];
      } else {
        Arrays.fill(samples, 0);
      }
    }
  }

  /** Returns all rows of all planes; see {@link #at}. */
  public float[] samples() {
    return samples;
  }

  /** Returns the index of the first sample of any row, inside the picture or not. */
  public int at(int plane, int row) {
    if (row >= 0 && row < height) {
      return place(plane, row);
    }
    int inside = border.index(row, height);
    return inside == Border.OUTSIDE ? zeros() : place(plane, inside);
  }

  /**
   * Returns the index at which to write a row; below the picture there is room to the end of the
   * block.
   */
  public int place(int plane, int row) {
    long fraction = (row - (long) Integer.MIN_VALUE) * inverse;
    int place = (int) Math.unsignedMultiplyHigh(fraction, kept);
    return MARGIN + (place * planes + plane) * stride;
  }

  /** Returns the index of a row of zeros. */
  public int zeros() {
    return MARGIN + kept * planes * stride;
  }

  /** Returns the index of a spare row that is no row of the picture. */
  public int spare() {
    return zeros() + stride;
  }

  /** Returns the index of a row that is never read. */
  public int waste() {
    return spare() + stride;
  }

  /** Returns the first columns of planes' rows: {@code rows[i]} that of row {@code first + i}. */
  public void find(int plane, int first, int count, int[] rows) {
    for (int i = 0; i < count; i++) {
      rows[i] = at(plane, first + i);
    }
  }

  /** Extends a row to both sides by its border mode. */
  public void extend(int at, int reach) {
    for (int distance = 1; distance <= reach; distance++) {
      int before = beyond[2 * distance - 2];
      int after = beyond[2 * distance - 1];
      samples[at - distance] = before == Border.OUTSIDE ? 0 : samples[at + before];
      samples[at + width - 1 + distance] = after == Border.OUTSIDE ? 0 : samples[at + after];
    }
  }

  /**
   * The adjoint of {@link #extend}: adds the gradients on both sides of a row to the samples that
   * were read there.
   *
   * @param read the rows that were extended
   */
  public void fold(int at, int reach, RowRing read) {
    for (int distance = 1; distance <= reach; distance++) {
      spreadBack(at, -distance, read.beyond[2 * distance - 2]);
      spreadBack(at, width - 1 + distance, read.beyond[2 * distance - 1]);
    }
  }

  private void spreadBack(int at, int column, int inside) {
    if (inside != Border.OUTSIDE) {
      samples[at + inside] += samples[at + column];
    }
    samples[at + column] = 0;
  }

  /** Adds a row to another. */
  public void add(int from, int to) {
    for (int i = 0; i < width; i++) {
      samples[to + i] += samples[from + i];
    }
  }
}
