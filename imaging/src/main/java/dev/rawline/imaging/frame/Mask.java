package dev.rawline.imaging.frame;

/**
 * A mask of the pixels that belong to an object.
 *
 * <p>One byte a pixel, row by row from the top left: 0 is background, every other number a kind of
 * object.
 */
public final class Mask {
  private final int width;
  private final int height;
  private final byte[] kinds;

  /**
   * Wraps the bytes without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param kinds height · width numbers, row by row
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the bytes
   */
  public Mask(int width, int height, byte[] kinds) {
    if (width < 1 || height < 1 || (long) width * height != kinds.length) {
      throw new IllegalArgumentException(
          "a mask of %d×%d pixels got %d bytes: both sides must be at least 1 pixel, one byte each"
              .formatted(width, height, kinds.length));
    }
    this.width = width;
    this.height = height;
    this.kinds = kinds;
  }

  /** Returns the number of columns. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /** Returns the bytes themselves, shared, not copied: treat them as read-only. */
  public byte[] kinds() {
    return kinds;
  }

  /** Returns the kind of object at (row, column), 0 to 255; 0 is background. */
  public int at(int row, int column) {
    return kinds[row * width + column] & 0xff;
  }

  /** Returns the share of pixels that are not background, 0 to 1. */
  public double coverage() {
    int covered = 0;
    for (byte kind : kinds) {
      covered += kind == 0 ? 0 : 1;
    }
    return (double) covered / kinds.length;
  }

  @Override
  public String toString() {
    return "Mask " + width + "×" + height;
  }
}
