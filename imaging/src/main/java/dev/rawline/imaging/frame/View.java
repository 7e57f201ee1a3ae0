package dev.rawline.imaging.frame;

/**
 * A rendered picture, as a model or a person sees it: three colour planes after the gamma.
 *
 * <p>Samples are float32, planar: red, green, blue; in [0, 1]; a gradient or a difference picture
 * may leave that range.
 */
public final class View implements Picture {
  private final int width;
  private final int height;
  private final float[] samples;

  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param samples 3 · height · width values in the order (channel, row, column)
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public View(int width, int height, float[] samples) {
    FrameChecks.require("View", width, height, CHANNELS, samples);
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public float[] samples() {
    return samples;
  }

  @Override
  public String toString() {
    return "View " + width + "×" + height;
  }
}
