package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.random.RandomStream;
import java.util.Arrays;

/** Draws resampled values for the intervals. */
final class ParametricBootstrap {
  private final RandomStream stream;

  ParametricBootstrap(RandomStream stream) {
    this.stream = stream;
  }

  double normal(double mean, double error) {
    return mean + error * stream.nextGaussian();
  }

  double between(double from, double to) {
    return from + (to - from) * stream.nextUniform();
  }

  /**
   * Returns a variance compatible with a measured one: measured · ν / χ²_ν.
   *
   * <p>χ² from the cube of a normal number (Wilson and Hilferty 1931), for ν of at least 15.
   */
  double variance(SpatialVariances.MeanSquare measured) {
    double part = 2 / (9 * measured.freedom());
    double root = 1 - part + Math.sqrt(part) * stream.nextGaussian();
    return measured.measured() / (root * root * root);
  }

  /** Returns the standard deviation of numbers. */
  static double deviation(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double squares = Arrays.stream(numbers).map(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / (numbers.length - 1));
  }

  /** Returns the quantile of a share of the numbers; sorts them. */
  static double quantile(double[] numbers, double share) {
    Arrays.sort(numbers);
    double place = share * (numbers.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, numbers.length - 1);
    return numbers[below] + (place - below) * (numbers[above] - numbers[below]);
  }
}
