package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Border;

/**
 * A line of samples seen larger or smaller about its middle, by cubic interpolation.
 *
 * <p>out(n) = in(c + (n − c) / m), c the middle, m the magnification; between samples by the
 * convolution with four weights that R. Keys gave (IEEE Transactions on Acoustics, Speech, and
 * Signal Processing 29 (1981) 1153–1160, a = −1/2), beyond the ends by {@link Border#MIRROR}. Where
 * four samples of at least 0 would give less than 0, the result is 0.
 */
final class Cubic {
  private static final int TAPS = 4;

  /** Where each result reads, four places a result. */
  private final int[] places;

  private final double[] weights;

  /** How the weights change with the magnification. */
  private final double[] slopes;

  Cubic(int length, double magnification) {
    places = new int[TAPS * length];
    weights = new double[TAPS * length];
    slopes = new double[TAPS * length];
    double middle = (length - 1) / 2.0;
    for (int n = 0; n < length; n++) {
      double position = middle + (n - middle) / magnification;
      double speed = -(n - middle) / (magnification * magnification);
      int floor = (int) Math.floor(position);
      double t = position - floor;
      for (int tap = 0; tap < TAPS; tap++) {
        int at = TAPS * n + tap;
        places[at] = Border.MIRROR.index(floor + tap - 1, length);
        weights[at] = weight(tap, t);
        slopes[at] = speed * slope(tap, t);
      }
    }
  }

  private static double weight(int tap, double t) {
    return switch (tap) {
      case 0 -> ((-0.5 * t + 1) * t - 0.5) * t;
      case 1 -> (1.5 * t - 2.5) * t * t + 1;
      case 2 -> ((-1.5 * t + 2) * t + 0.5) * t;
      default -> (0.5 * t - 0.5) * t * t;
    };
  }

  private static double slope(int tap, double t) {
    return switch (tap) {
      case 0 -> (-1.5 * t + 2) * t - 0.5;
      case 1 -> (4.5 * t - 5) * t;
      case 2 -> (-4.5 * t + 4) * t + 0.5;
      default -> (1.5 * t - 1) * t;
    };
  }

  /** Returns result n of the line that begins at a sample and goes on by a step. */
  double at(int n, double[] samples, int start, int step) {
    int at = TAPS * n;
    return sum(
        at,
        samples[start + step * places[at]],
        samples[start + step * places[at + 1]],
        samples[start + step * places[at + 2]],
        samples[start + step * places[at + 3]]);
  }

  /** Writes result n of as many columns as a row of results has. */
  void row(int n, float[] samples, int start, double[] results) {
    int at = TAPS * n;
    int first = start + places[at] * results.length;
    int second = start + places[at + 1] * results.length;
    int third = start + places[at + 2] * results.length;
    int fourth = start + places[at + 3] * results.length;
    for (int i = 0; i < results.length; i++) {
      results[i] =
          sum(at, samples[first + i], samples[second + i], samples[third + i], samples[fourth + i]);
    }
  }

  private double sum(int at, double first, double second, double third, double fourth) {
    double sum =
        weights[at] * first
            + weights[at + 1] * second
            + weights[at + 2] * third
            + weights[at + 3] * fourth;
    return isCutOff(sum, first, second, third, fourth) ? 0 : sum;
  }

  private static boolean isCutOff(
      double sum, double first, double second, double third, double fourth) {
    return sum < 0 && Math.min(Math.min(first, second), Math.min(third, fourth)) >= 0;
  }

  /** Adds to the gradient by the line's samples, and returns the slope by the magnification. */
  double back(int n, double[] samples, int start, int step, double cotangent, double[] gradient) {
    double slope = 0;
    boolean light = true;
    double sum = 0;
    for (int at = TAPS * n; at < TAPS * (n + 1); at++) {
      double sample = samples[start + step * places[at]];
      sum += weights[at] * sample;
      slope += slopes[at] * sample;
      light &= sample >= 0;
    }
    if (light && sum < 0) {
      return 0;
    }
    for (int at = TAPS * n; at < TAPS * (n + 1); at++) {
      gradient[start + step * places[at]] += weights[at] * cotangent;
    }
    return slope * cotangent;
  }
}
