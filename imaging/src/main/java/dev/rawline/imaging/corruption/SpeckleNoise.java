package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Adds noise in proportion to the sample.
 *
 * <p>out = in + in · σ · z, with z from the standard normal distribution. σ belongs to a pixel and
 * is not scaled.
 *
 * @param deviation σ, of the sample
 */
record SpeckleNoise(double deviation) implements Definition {
  static final Severities SEVERITIES =
      Severities.of(
          SpeckleNoise::new,
          List.of(0.15, 0.2, 0.35, 0.45, 0.6),
          List.of(0.06, 0.1, 0.12, 0.16, 0.2));

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return IndependentNoise.of(
        picture, random, (sample, normal) -> sample + sample * deviation * normal);
  }
}
