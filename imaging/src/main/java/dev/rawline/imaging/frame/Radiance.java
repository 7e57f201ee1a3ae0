package dev.rawline.imaging.frame;

/**
 * The radiance of a scene, in three colour bands.
 *
 * <p>Samples are float32, planar: red, green, blue, in photons·s⁻¹·m⁻²·sr⁻¹, at least 0. The sample
 * spacing in the scene is known.
 */
public final class Radiance extends SampleArray implements Picture {
  private final double spacing;

  /**
   * Wraps samples without copying them.
   *
   * @param width the number of columns, at least 1
   * @param height the number of rows, at least 1
   * @param spacing the distance between neighbouring samples in the scene [m]: on the ground for an
   *     aerial photo (its ground sampling distance), in the specimen for a microscope
   * @param samples 3 · height · width values [photons·s⁻¹·m⁻²·sr⁻¹] in the order (channel, row,
   *     column)
   * @throws IllegalArgumentException if the sizes are not positive or do not fit the samples, or
   *     the spacing is not above 0
   */
  public Radiance(int width, int height, double spacing, float[] samples) {
    super("Radiance", width, height, CHANNELS, samples);
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new IllegalArgumentException(
          "Radiance has a spacing of %s m: expected a finite distance above 0 (m)"
              .formatted(spacing));
    }
    this.spacing = spacing;
  }

  /** Returns the distance between neighbouring samples in the scene [m]. */
  public double spacing() {
    return spacing;
  }

  /** Returns light of the same size and spacing with other samples. */
  public Radiance with(float[] newSamples) {
    return new Radiance(width, height, spacing, newSamples);
  }

  @Override
  public String toString() {
    return super.toString() + " at " + spacing + " m";
  }
}
