package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;

/**
 * Makes some samples black and as many white ("salt and pepper"), each colour independently.
 *
 * <p>out = 1 where u &lt; a/2, 0 where a/2 ≤ u &lt; a, and in elsewhere, with u uniform in (0, 1).
 * The share belongs to pixels and is not scaled.
 *
 * @param share a, of all samples
 */
record ImpulseNoise(double share) implements Definition {
  @Override
  public DoubleImage corrupt(DoubleImage picture, double scale, StageSeed random) {
    DoubleImage noisy = picture.copy();
    for (int row = 0; row < picture.height; row++) {
      RandomStream stream = random.stream(row);
      for (int channel = 0; channel < picture.channels; channel++) {
        int from = picture.row(channel, row);
        for (int i = from; i < from + picture.width; i++) {
          double uniform = stream.nextUniform();
          if (uniform < share) {
            noisy.samples[i] = uniform < share / 2 ? 1 : 0;
          }
        }
      }
    }
    return noisy;
  }
}
