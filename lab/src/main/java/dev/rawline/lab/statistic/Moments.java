package dev.rawline.lab.statistic;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Mean and standard deviation of values.
 *
 * @param mean their mean, NaN of none
 * @param deviation the standard deviation between them, with n − 1; NaN of fewer than two, and 0
 *     exactly where all are equal
 * @param count how many there are
 */
public record Moments(double mean, double deviation, int count) {
  private static final double UPPER = 0.975;

  /** Returns those of values. */
  public static Moments of(double[] values) {
    if (values.length > 1 && Arrays.stream(values).allMatch(value -> value == values[0])) {
      return new Moments(values[0], 0, values.length); // rounding is no deviation
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Moments(
        mean,
        values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)),
        values.length);
  }

  /** Returns the standard error of the mean, s/√n. */
  public double error() {
    return deviation / Math.sqrt(count);
  }

  /** Returns half the width of the mean's 95 % interval, t · s/√n, of two values or more. */
  public double halfWidth() {
    return coverageFactor(count) * error();
  }

  /**
   * Returns the factor t of the 95 % interval of a mean: Student's 97.5 % quantile of n − 1 degrees
   * of freedom.
   *
   * @param count the number n of values, 2 or more
   */
  public static double coverageFactor(int count) {
    return new TDistribution(count - 1.0).inverseCumulativeProbability(UPPER);
  }
}
