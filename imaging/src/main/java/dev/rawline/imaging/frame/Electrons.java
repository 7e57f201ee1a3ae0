package dev.rawline.imaging.frame;

/**
 * The charge in a sensor's pixels, one sample a pixel.
 *
 * <p>Samples are float32, from the top left, row by row, in electrons [e⁻]: the expected charge
 * before shot noise is drawn, integers after it, real numbers after read noise is added, which may
 * be negative.
 */
public final class Electrons implements Mosaic {
  private final int width;
  private final int height;
  private final Cfa cfa;
  private final float[] samples;

  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param cfa the colour filter layout
   * @param samples height · width values [e⁻], row by row
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public Electrons(int width, int height, Cfa cfa, float[] samples) {
    FrameChecks.require("Electrons", width, height, 1, samples);
    this.width = width;
    this.height = height;
    this.cfa = cfa;
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
  public Cfa cfa() {
    return cfa;
  }

  @Override
  public float[] samples() {
    return samples;
  }

  /** Returns charge of the same shape with other samples. */
  public Electrons with(float[] newSamples) {
    return new Electrons(width, height, cfa, newSamples);
  }

  @Override
  public String toString() {
    return "Electrons " + width + "×" + height + " " + cfa;
  }
}
