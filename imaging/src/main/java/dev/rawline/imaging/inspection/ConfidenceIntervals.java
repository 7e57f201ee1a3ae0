package dev.rawline.imaging.inspection;

import dev.rawline.imaging.numeric.Estimate;

/** 95 % confidence intervals of values measured in parts. */
final class ConfidenceIntervals {
  /** The quantile of the normal distribution at 97.5 %. */
  static final double NORMAL = 1.96;

  private ConfidenceIntervals() {}

  /**
   * Returns the quantile of Student's t at 97.5 %, within 1 % from 2 degrees of freedom on: the
   * normal quantile, corrected by powers of 1/freedom (Abramowitz and Stegun 26.7.5).
   */
  static double student(int freedom) {
    double inverse = 1.0 / freedom;
    return NORMAL + inverse * (2.372 + inverse * (2.823 + inverse * (2.556 + inverse * 1.590)));
  }

  /** Returns value ± t · standard error, with t for the degrees of freedom. */
  static Estimate about(double value, double error, int freedom) {
    double half = student(freedom) * error;
    return new Estimate(value, value - half, value + half);
  }

  /** Returns the signed root of a variance with its interval. */
  static Estimate aboutRoot(double variance, double error, int freedom) {
    double half = student(freedom) * error;
    return new Estimate(
        SignedRoot.of(variance), SignedRoot.of(variance - half), SignedRoot.of(variance + half));
  }

  /** Returns the value at a rank (from 1) of sorted numbers, linearly interpolated. */
  static double ranked(double[] sorted, double rank) {
    double place = Math.clamp(rank - 0.5, 0, sorted.length - 1.0);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Returns the standard error of the mean of parts from their scatter. */
  static double error(double[] parts) {
    double mean = 0;
    for (double part : parts) {
      mean += part / parts.length;
    }
    double squares = 0;
    for (double part : parts) {
      squares += (part - mean) * (part - mean);
    }
    return Math.sqrt(squares / (parts.length - 1) / parts.length);
  }
}
