package dev.rawline.imaging.corruption;

/**
 * Adds noise of a normal distribution to every sample, the same for all ("gaussian noise") or in
 * proportion to the sample ("speckle noise").
 *
 * <p>out = in + σ · z or in + in · σ · z, with z from the standard normal distribution; a row's
 * three colours share a stream. σ belongs to a pixel and is not scaled: a sensor's noise is the
 * same independent of the picture's content.
 *
 * @param deviation σ, of full scale or of the sample
 * @param proportional whether σ is that of the sample
 */
record NormalNoise(double deviation, boolean proportional) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage noisy = picture.blank();
    for (int row = 0; row < picture.height; row++) {
      float[] normal = random.normal(row, picture.channels * picture.width);
      for (int channel = 0; channel < picture.channels; channel++) {
        int from = picture.row(channel, row);
        for (int i = 0; i < picture.width; i++) {
          double sample = picture.samples[from + i];
          double strength = proportional ? sample * deviation : deviation;
          noisy.samples[from + i] = sample + strength * normal[channel * picture.width + i];
        }
      }
    }
    return noisy;
  }
}
