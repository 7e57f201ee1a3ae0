package dev.rawline.imaging.frame;

/**
 * How a stored frame must be rotated or mirrored to be upright, as in TIFF 6.0 tag Orientation
 * (values 1–8).
 *
 * <p>Upright pixel (row, column) is read from the stored frame: first the axes are swapped if the
 * orientation is {@link #transposed}, then rows and columns are reversed if the orientation
 * requires it.
 */
public enum Orientation {
  /** Stored upright (1). */
  UPRIGHT(false, false, false),
  /** Left and right are swapped (2). */
  MIRRORED(false, false, true),
  /** Upside down (3). */
  TURNED_180(false, true, true),
  /** Top and bottom are swapped (4). */
  FLIPPED(false, true, false),
  /** Rows and columns are swapped (5). */
  TRANSPOSED(true, false, false),
  /** Must be turned clockwise by 90° to be upright (6). */
  TURN_CLOCKWISE(true, true, false),
  /** Rows and columns are swapped, and both are reversed (7). */
  TRANSVERSED(true, true, true),
  /** Must be turned counter-clockwise by 90° to be upright (8). */
  TURN_COUNTERCLOCKWISE(true, false, true);

  private final boolean transposed;
  private final boolean rowsReversed;
  private final boolean columnsReversed;

  Orientation(boolean transposed, boolean rowsReversed, boolean columnsReversed) {
    this.transposed = transposed;
    this.rowsReversed = rowsReversed;
    this.columnsReversed = columnsReversed;
  }

  /** Returns whether upright rows are stored columns. */
  public boolean transposed() {
    return transposed;
  }

  /** Returns the stored row of an upright pixel, given the stored height. */
  public int storedRow(int row, int column, int storedHeight) {
    int stored = transposed ? column : row;
    return rowsReversed ? storedHeight - 1 - stored : stored;
  }

  /** Returns the stored column of an upright pixel, given the stored width. */
  public int storedColumn(int row, int column, int storedWidth) {
    int stored = transposed ? row : column;
    return columnsReversed ? storedWidth - 1 - stored : stored;
  }

  /**
   * Returns the planes of a stored frame, upright.
   *
   * @param stored (channel, row, column)
   * @param width stored columns
   * @param height stored rows
   */
  public float[] upright(float[] stored, int width, int height) {
    int newWidth = transposed ? height : width;
    int newHeight = transposed ? width : height;
    float[] upright = new float[stored.length];
    for (int first = 0; first < stored.length; first += width * height) {
      for (int row = 0; row < newHeight; row++) {
        for (int column = 0; column < newWidth; column++) {
          upright[first + row * newWidth + column] =
              stored[
                  first
                      + storedRow(row, column, height) * width
                      + storedColumn(row, column, width)];
        }
      }
    }
    return upright;
  }

  /**
   * Returns the orientation of a TIFF tag value.
   *
   * @throws IllegalArgumentException if the value is not 1 to 8
   */
  public static Orientation ofTiff(int value) {
    if (value < 1 || value > 8) {
      throw new IllegalArgumentException("TIFF orientation is 1 to 8, got " + value);
    }
    return values()[value - 1];
  }
}
