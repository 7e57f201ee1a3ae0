package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.random.RandomStream;
import java.util.Arrays;

/** What the intervals are made of: numbers drawn as the measured ones could have come out. */
final class ParametricBootstrap {
  private final RandomStream stream;

  ParametricBootstrap(RandomStream stream) {
    this.stream = stream;
  }

  double normal(double mean, double error) {
    return mean + error * stream.nextGaussian();
  }

  /**
   * Returns a variance that could stand behind a measured one: measured · ν / χ²_ν.
   *
   * <p>χ² by the cube of a normal number (Wilson and Hilferty 1931), for ν of at least 15.
   */
  double variance(SpatialVariances.MeanSquare measured) {
    double part = 2 / (9 * measured.freedom());
    double root = 1 - part + Math.sqrt(part) * stream.nextGaussian();
    return measured.measured() / (root * root * root);
  }

  /** Returns the number below which a share of the numbers lies; sorts them. */
  static double quantile(double[] numbers, double share) {
    Arrays.sort(numbers);
    double place = share * (numbers.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, numbers.length - 1);
    return numbers[below] + (place - below) * (numbers[above] - numbers[below]);
  }
}
