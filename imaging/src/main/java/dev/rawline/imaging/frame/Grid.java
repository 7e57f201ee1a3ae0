package dev.rawline.imaging.frame;

/**
 * The sampling grid of a scene: a rectangle of pixels centred on the scene.
 *
 * <p>The centre of pixel (row, column) lies at x = (column − (width − 1) / 2) · spacing, to the
 * right, and y = (row − (height − 1) / 2) · spacing, down.
 *
 * @param width the number of columns, at least 1
 * @param height the number of rows, at least 1
 * @param spacing the distance between neighbouring samples in the scene [m]
 */
public record Grid(int width, int height, double spacing) {
  private static final int MOST_PIXELS = Integer.MAX_VALUE / Picture.CHANNELS;

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if a side is not positive, there are more pixels than an array
   *     holds, or the spacing is not above 0
   */
  public Grid {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a grid has %d×%d pixels: both sides must be at least 1 pixel".formatted(width, height));
    }
    if ((long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a grid has %d×%d pixels: expected at most %d together (px), of which three bands fit into an array; sample the scene in parts"
              .formatted(width, height, MOST_PIXELS));
    }
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new IllegalArgumentException(
          "a grid has a spacing of %s m: expected a finite distance above 0 (m)"
              .formatted(spacing));
    }
  }

  /** Returns the x coordinate of a column's centres [m], to the right of the middle. */
  public double x(double column) {
    return (column - (width - 1) / 2.0) * spacing;
  }

  /** Returns the y coordinate of a row's centres [m], below the middle. */
  public double y(double row) {
    return (row - (height - 1) / 2.0) * spacing;
  }
}
