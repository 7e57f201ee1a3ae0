package dev.rawline.imaging.frame;

/**
 * Three colour planes that are proportional to light: the result of demosaicing, before the gamma.
 *
 * <p>Samples are float32, planar: red, green, blue; in the unit of the mosaic: normalised, 1 being
 * the white level, unbounded on both sides.
 */
public final class LinearRgb extends SampleArray implements Picture {
  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param samples 3 · height · width values in the order (channel, row, column)
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public LinearRgb(int width, int height, float[] samples) {
    super("LinearRgb", width, height, CHANNELS, samples);
  }
}
