package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.Poisson;
import dev.rawline.imaging.random.RandomStream;

/**
 * Adds photon (shot) noise to every sample.
 *
 * <p>out = k / c, with k from the Poisson distribution of mean c · in. The photons belong to a
 * pixel and are not scaled.
 *
 * @param photons c, the photons of a sample of 1
 */
record PoissonNoise(double photons) implements Definition {
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

  /** Each pixel has its own random stream, so a larger mean never gives a smaller count. */
  private static double count(float mean, RandomStream uniform, float normal, int place) {
    if (mean <= 0) {
      return 0;
    }
    return mean < Poisson.SWITCH
        ? Poisson.exact(uniform.uniformAt(place), mean)
        : Poisson.near(normal, mean);
  }
}
