package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.Poisson;
import dev.rawline.imaging.random.RandomStream;
import java.util.List;

/**
 * Counts the photons of every sample.
 *
 * <p>out = k / c, with k from the Poisson distribution of mean c · in. The photons belong to a
 * pixel and are not scaled.
 *
 * @param photons c, what a sample of 1 stands for
 */
record PoissonNoise(double photons) implements Definition {
  static final Severities SEVERITIES =
      Severities.of(
          PoissonNoise::new,
          List.of(60.0, 25.0, 12.0, 5.0, 3.0),
          List.of(500.0, 250.0, 100.0, 75.0, 50.0));

  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage noisy = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      RandomStream uniform = random.stream(row);
      float[] normal = random.normal(row, picture.channels * picture.width);
      for (int channel = 0; channel < picture.channels; channel++) {
        int from = picture.row(channel, row);
        for (int i = 0; i < picture.width; i++) {
          int place = channel * picture.width + i;
          float mean = (float) (photons * picture.samples[from + i]);
          noisy.samples[from + i] = count(mean, uniform, normal[place], place) / photons;
        }
      }
    }
    return noisy;
  }

  /** A pixel's randomness is its own, so that more photons on average are never fewer. */
  private static double count(float mean, RandomStream uniform, float normal, int place) {
    if (mean <= 0) {
      return 0;
    }
    return mean < Poisson.SWITCH
        ? Poisson.exact(uniform.uniformAt(place), mean)
        : Poisson.near(normal, mean);
  }
}
