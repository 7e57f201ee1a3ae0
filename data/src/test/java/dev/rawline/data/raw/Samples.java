package dev.rawline.data.raw;

import java.util.Random;

/**
 * Random mosaics for tests: smooth enough to compress, with the largest and smallest number in it.
 */
final class Samples {
  private Samples() {}

  static char[] random(Random random, int width, int height, int bits) {
    char[] samples = new char[width * height];
    int fullScale = (1 << bits) - 1;
    for (int i = 0; i < samples.length; i++) {
      double smooth = 0.5 + 0.4 * Math.sin(i % width / 5.0) * Math.cos((double) i / width / 7);
      double noisy = fullScale * smooth + random.nextGaussian() * fullScale / 50;
      samples[i] = (char) Math.clamp(Math.round(noisy), 0, fullScale);
    }
    samples[random.nextInt(samples.length)] = (char) fullScale;
    samples[random.nextInt(samples.length)] = 0;
    return samples;
  }

  static float[] floats(char[] samples) {
    float[] floats = new float[samples.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = samples[i];
    }
    return floats;
  }
}
