package dev.rawline.imaging.corruption;

/**
 * Enlarges one side of a picture about its middle by linear interpolation and crops it to its
 * original length.
 *
 * <p>The middle ⌈n / z⌉ of n samples are enlarged z times, rounded to the nearest (a half to the
 * even) number; first and last sample fall on first and last, and the excess is cropped on both
 * sides.
 */
final class CentreZoom {
  /** Every sample is (1 − share) · in[first] + share · in[second]. */
  final int[] first;

  final int[] second;
  final double[] share;

  /**
   * Prepares to enlarge.
   *
   * @param length n [px]
   * @param factor z, at least 1
   */
  CentreZoom(int length, double factor) {
    first = new int[length];
    second = new int[length];
    share = new double[length];
    int crop = (int) Math.ceil(length / factor);
    int start = (length - crop) / 2;
    int zoomed = (int) Math.rint(crop * factor);
    int trim = (zoomed - length) / 2;
    double step = zoomed > 1 ? (crop - 1) / (double) (zoomed - 1) : 1;
    for (int i = 0; i < length; i++) {
      // Rounding may lead past the last sample.
      double place = Math.min((i + trim) * step, crop - 1);
      int below = (int) place;
      first[i] = start + below;
      second[i] = start + Math.min(below + 1, crop - 1);
      share[i] = place - below;
    }
  }

  /**
   * Averages the picture and enlargements of its middle, as if the camera moved towards the scene.
   *
   * <p>out = (in + Σ zoom(in, z)) / (n + 1) over n factors z = 1, 1 + step, 1 + 2 · step … below an
   * end. Factors are relative to the picture and are not scaled.
   *
   * @param end the end of the factors
   * @param step the step between factors
   */
  static Definition blur(double end, double step) {
    // Factors and their number as NumPy's arange rounds them, which decides between 16 and 17.
    int count = (int) Math.ceil((end - 1) / step);
    double between = 1 + step - 1;
    return (picture, _, _) -> {
      DoubleImage sum = picture.copy();
      for (int i = 0; i < count; i++) {
        add(picture, 1 + i * between, sum);
      }
      return sum.map(sample -> sample / (count + 1));
    };
  }

  /** Returns planes that are enlarged by a factor of at least 1. */
  static DoubleImage of(DoubleImage in, double factor) {
    DoubleImage zoomed = in.blank();
    add(in, factor, zoomed);
    return zoomed;
  }

  /** Adds enlarged planes to a sum. */
  static void add(DoubleImage in, double factor, DoubleImage sum) {
    CentreZoom down = new CentreZoom(in.height, factor);
    CentreZoom right = new CentreZoom(in.width, factor);
    double[] mixed = new double[in.width];
    for (int channel = 0; channel < in.channels; channel++) {
      for (int row = 0; row < in.height; row++) {
        int above = in.row(channel, down.first[row]);
        int below = in.row(channel, down.second[row]);
        double share = down.share[row];
        for (int i = 0; i < mixed.length; i++) {
          mixed[i] = (1 - share) * in.samples[above + i] + share * in.samples[below + i];
        }
        int to = in.row(channel, row);
        for (int i = 0; i < mixed.length; i++) {
          sum.samples[to + i] +=
              (1 - right.share[i]) * mixed[right.first[i]]
                  + right.share[i] * mixed[right.second[i]];
        }
      }
    }
  }
}
