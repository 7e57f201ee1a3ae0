package dev.rawline.bench;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.Random;

/** Mosaics to measure with: gradients, edges and noise, the same on every run. */
final class Mosaics {
  private static final long SEED = 20;

  private Mosaics() {}

  /** Returns a normalised RGGB mosaic of a size written as width×height with an x, "256x256". */
  static RawImage of(String size) {
    String[] sides = size.split("x", -1);
    return of(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
  }

  static RawImage of(int width, int height) {
    Random random = new Random(SEED);
    float[] samples = new float[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double bright = 0.1 + 0.4 * column / width + (column / 37 + row / 53) % 2 * 0.3;
        samples[row * width + column] = (float) (bright + 0.02 * random.nextGaussian());
      }
    }
    return RawImage.normalised(width, height, Cfa.RGGB, samples);
  }
}
