package dev.rawline.imaging.corruption;

import java.util.List;

/**
 * Adds noise of a normal distribution to every sample.
 *
 * <p>out = in + σ · z, with z from the standard normal distribution. σ belongs to a pixel and is
 * not scaled: a sensor's noise is the same independent of the picture's content.
 *
 * @param deviation σ, of full scale
 */
record GaussianNoise(double deviation) implements Definition {
  static final Severities SEVERITIES =
      Severities.of(
          GaussianNoise::new,
          List.of(0.08, 0.12, 0.18, 0.26, 0.38),
          List.of(0.04, 0.06, 0.08, 0.09, 0.10));

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    return IndependentNoise.of(picture, random, (sample, normal) -> sample + deviation * normal);
  }
}
