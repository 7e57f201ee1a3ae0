package dev.rawline.imaging.optics;

import dev.rawline.imaging.frame.Border;

/**
 * Magnification of a line of samples about its middle, by cubic interpolation.
 *
 * <p>out(n) = in(c + (n − c) / m), c the middle, m the magnification; between samples by the
 * four-weight convolution of R. Keys (IEEE Transactions on Acoustics, Speech, and Signal Processing
 * 29 (1981) 1153–1160, a = −1/2), beyond the ends by {@link Border#MIRROR}. Where four samples of
 * at least 0 would give less than 0, the result is 0.
 */
final class CubicInterpolation {
  /** The number of samples that a result reads. */
  static final int TAPS = 4;

  /** The four indices that each result reads. */
  private final int[] places;

  private final double[] weights;

  /** The derivatives of the weights by the magnification. */
  private final double[] slopes;

  CubicInterpolation(int length, double magnification) {
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

  /** Returns result n of the line that begins at a sample and advances by a step. */
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
    double sum = weighted(weights, at, first, second, third, fourth);
    return isCutOff(sum, first, second, third, fourth) ? 0 : sum;
  }

  private static double weighted(
      double[] weights, int at, double first, double second, double third, double fourth) {
    return weights[at] * first
        + weights[at + 1] * second
        + weights[at + 2] * third
        + weights[at + 3] * fourth;
  }

  private static boolean isCutOff(
      double sum, double first, double second, double third, double fourth) {
    return sum < 0 && Math.min(Math.min(first, second), Math.min(third, fourth)) >= 0;
  }

  /** Writes result n of as many columns as a row of results has, from the four rows it reads. */
  void row(int n, double[][] samples, double[] results) {
    double[] first = samples[0];
    double[] second = samples[1];
    double[] third = samples[2];
    double[] fourth = samples[3];
    for (int i = 0; i < results.length; i++) {
      results[i] = sum(TAPS * n, first[i], second[i], third[i], fourth[i]);
    }
  }

  /** Returns the index that result n reads with one of its four weights. */
  int place(int n, int tap) {
    return places[TAPS * n + tap];
  }

  /** Returns the last result that reads each sample, 0 for one that is not read. */
  int[] last() {
    int[] last = new int[places.length / TAPS];
    for (int at = 0; at < places.length; at++) {
      last[places[at]] = at / TAPS;
    }
    return last;
  }

  /**
   * Adds to the gradient with respect to a line's samples, and returns the derivative by the
   * magnification.
   */
  double back(int n, double[] line, double cotangent, double[] gradient) {
    int at = TAPS * n;
    double first = line[places[at]];
    double second = line[places[at + 1]];
    double third = line[places[at + 2]];
    double fourth = line[places[at + 3]];
    double sum = weighted(weights, at, first, second, third, fourth);
    if (isCutOff(sum, first, second, third, fourth)) {
      return 0;
    }
    for (int tap = at; tap < at + TAPS; tap++) {
      gradient[places[tap]] += weights[tap] * cotangent;
    }
    return weighted(slopes, at, first, second, third, fourth) * cotangent;
  }

  /**
   * Adds to the gradient with respect to the four rows that result n of every column reads, and
   * returns the derivative by the magnification.
   */
  double back(int n, double[][] samples, double[] cotangent, double[][] gradient) {
    int at = TAPS * n;
    double slope = 0;
    for (int i = 0; i < cotangent.length; i++) {
      double first = samples[0][i];
      double second = samples[1][i];
      double third = samples[2][i];
      double fourth = samples[3][i];
      double sum = weighted(weights, at, first, second, third, fourth);
      if (!isCutOff(sum, first, second, third, fourth)) {
        for (int tap = 0; tap < TAPS; tap++) {
          gradient[tap][i] += weights[at + tap] * cotangent[i];
        }
        slope += weighted(slopes, at, first, second, third, fourth) * cotangent[i];
      }
    }
    return slope;
  }
}
