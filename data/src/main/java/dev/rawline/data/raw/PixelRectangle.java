package dev.rawline.data.raw;

/**
 * A rectangle of a stored frame [px].
 *
 * @param top its first row
 * @param left its first column
 * @param bottom the row after its last
 * @param right the column after its last
 */
public record PixelRectangle(int top, int left, int bottom, int right) {

  /**
   * Checks that it holds a pixel.
   *
   * @throws IllegalArgumentException if it is empty or begins before row or column 0
   */
  public PixelRectangle {
    if (top < 0 || left < 0 || bottom <= top || right <= left) {
      throw new IllegalArgumentException(
          "area of rows %d to %d and columns %d to %d is empty"
              .formatted(top, bottom, left, right));
    }
  }

  /** Returns the whole of a frame. */
  public static PixelRectangle whole(int width, int height) {
    return new PixelRectangle(0, 0, height, width);
  }

  /** Returns the number of columns. */
  public int width() {
    return right - left;
  }

  /** Returns the number of rows. */
  public int height() {
    return bottom - top;
  }

  @Override
  public String toString() {
    return "rows %d to %d, columns %d to %d".formatted(top, bottom - 1, left, right - 1);
  }
}
