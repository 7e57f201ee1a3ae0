package dev.rawline.imaging.frame;

/**
 * A rendered picture, as a model or a person sees it: three colour planes after the gamma.
 *
 * <p>Samples are float32, planar: red, green, blue; in [0, 1]; a gradient or a difference picture
 * may leave that range.
 */
public final class View extends SampleArray implements Picture {
  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param samples 3 · height · width values in the order (channel, row, column)
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public View(int width, int height, float[] samples) {
    super("View", width, height, CHANNELS, samples);
  }

  /**
   * Returns the crop of this view that begins at (top, left); the view itself where that is all.
   *
   * @throws IllegalArgumentException if the rectangle is empty or leaves the view
   */
  public View crop(int top, int left, int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width && top == 0 && left == 0) {
      return this;
    }
    if (top < 0
        || left < 0
        || newHeight < 1
        || newWidth < 1
        || top > height - newHeight
        || left > width - newWidth) {
      throw new IllegalArgumentException(
          "a crop of %d×%d pixels at row %d, column %d leaves the view of %d×%d pixels"
              .formatted(newWidth, newHeight, top, left, width, height));
    }
    float[] cropped = new float[CHANNELS * newHeight * newWidth];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int row = 0; row < newHeight; row++) {
        System.arraycopy(
            samples,
            (channel * height + top + row) * width + left,
            cropped,
            (channel * newHeight + row) * newWidth,
            newWidth);
      }
    }
    return new View(newWidth, newHeight, cropped);
  }
}
