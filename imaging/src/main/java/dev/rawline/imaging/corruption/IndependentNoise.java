package dev.rawline.imaging.corruption;

import java.util.function.DoubleBinaryOperator;

/** Noise that is independent for every sample; a row's three colours share a stream. */
final class IndependentNoise {
  private IndependentNoise() {}

  /**
   * Returns noise(sample, z) of every sample, with z from the standard normal distribution.
   *
   * @param random the source; row n uses its stream n
   */
  static DoubleImage of(DoubleImage picture, StageSeed random, DoubleBinaryOperator noise) {
    DoubleImage noisy = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      float[] normal = random.normal(row, picture.channels * picture.width);
      for (int channel = 0; channel < picture.channels; channel++) {
        int from = picture.row(channel, row);
        for (int i = 0; i < picture.width; i++) {
          noisy.samples[from + i] =
              noise.applyAsDouble(picture.samples[from + i], normal[channel * picture.width + i]);
        }
      }
    }
    return noisy;
  }
}
