package dev.rawline.imaging.frame;

/**
 * The irradiance on a sensor, in three colour bands.
 *
 * <p>Samples are float32, planar: red, green, blue, in photons·s⁻¹·m⁻², at least 0; one a pixel.
 */
public final class Irradiance extends SampleArray implements Picture {
  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param samples 3 · height · width values [photons·s⁻¹·m⁻²] in the order (channel, row, column)
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples
   */
  public Irradiance(int width, int height, float[] samples) {
    super("Irradiance", width, height, CHANNELS, samples);
  }

  /** Returns light of the same size with other samples. */
  public Irradiance with(float[] newSamples) {
    return new Irradiance(width, height, newSamples);
  }
}
