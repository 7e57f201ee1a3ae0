package dev.rawline.imaging.frame;

/**
 * The charge in a sensor's pixels, one sample a pixel.
 *
 * <p>Samples are float32, from the top left, row by row, in electrons [e⁻]: the expected charge
 * before shot noise is drawn, integers after it, real numbers after read noise is added, which may
 * be negative.
 */
public final class Electrons extends SampleArray implements Mosaic {
  private final Cfa cfa;

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
    super("Electrons", width, height, 1, samples);
    this.cfa = cfa;
  }

  @Override
  public Cfa cfa() {
    return cfa;
  }

  /** Returns charge of the same shape with other samples. */
  public Electrons with(float[] newSamples) {
    return new Electrons(width, height, cfa, newSamples);
  }

  @Override
  public String toString() {
    return super.toString() + " " + cfa;
  }
}
