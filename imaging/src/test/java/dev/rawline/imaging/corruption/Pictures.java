package dev.rawline.imaging.corruption;

import dev.rawline.imaging.frame.View;
import java.util.Arrays;

/** Pictures to corrupt. */
final class Pictures {
  private Pictures() {}

  /** Returns a picture of smooth colours with edges in it, the same everywhere. */
  static View scene(int width, int height) {
    float[] samples = new float[3 * width * height];
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          double x = (column + 0.5) / width;
          double y = (row + 0.5) / height;
          double smooth = 0.15 + 0.5 * (channel == 0 ? x : channel == 1 ? y : 1 - x * y);
          boolean disc = (x - 0.4) * (x - 0.4) + (y - 0.6) * (y - 0.6) < 0.06;
          boolean stripe = (int) (9 * x) % 2 == 0 && y < 0.3;
          double level = smooth + (disc ? 0.3 - 0.2 * channel : 0) + (stripe ? 0.2 : 0);
          samples[(channel * height + row) * width + column] = (float) Math.clamp(level, 0, 1);
        }
      }
    }
    return new View(width, height, samples);
  }

  /** Returns a picture of one level. */
  static View flat(int width, int height, double level) {
    float[] samples = new float[3 * width * height];
    Arrays.fill(samples, (float) level);
    return new View(width, height, samples);
  }

  /** Returns the mean of |a − b| over all samples. */
  static double meanDistance(View a, View b) {
    double sum = 0;
    for (int i = 0; i < a.samples().length; i++) {
      sum += Math.abs((double) a.samples()[i] - b.samples()[i]);
    }
    return sum / a.samples().length;
  }
}
