package dev.rawline.studio.picture;

/**
 * A rectangle of a picture.
 *
 * @param left its first column [px]
 * @param top its first row [px]
 * @param width its columns, at least 1 [px]
 * @param height its rows, at least 1 [px]
 */
public record Region(int left, int top, int width, int height) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if it begins outside the picture, or is empty
   */
  public Region {
    if (left < 0 || top < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "region %d, %d, %d × %d px: expected a beginning of at least 0 and sides of at least 1"
              .formatted(left, top, width, height));
    }
  }

  /** Returns how many pixels it has. */
  long area() {
    return (long) width * height;
  }

  /** Returns the part of it that lies in a picture. */
  Region within(int pictureWidth, int pictureHeight) {
    int first = Math.min(left, pictureWidth - 1);
    int row = Math.min(top, pictureHeight - 1);
    return new Region(
        first, row, Math.min(width, pictureWidth - first), Math.min(height, pictureHeight - row));
  }

  /** Returns it with a margin on all sides, beginning at even places, within a picture. */
  Region grown(int margin, int pictureWidth, int pictureHeight) {
    int first = Math.max(0, left - margin) & ~1;
    int row = Math.max(0, top - margin) & ~1;
    return new Region(first, row, left + width + margin - first, top + height + margin - row)
        .within(pictureWidth, pictureHeight);
  }
}
