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
}
