package dev.rawline.imaging.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/**
 * The moments of a sample, compared with theory within 5 standard deviations of the estimator.
 *
 * <p>The tests fix their seeds, so 5 standard deviations never raise a false alarm.
 *
 * @param count the number of values
 * @param mean their mean
 * @param variance their variance
 * @param third their third central moment
 */
public record Moments(int count, double mean, double variance, double third) {

  /** Returns the moments of values. */
  public static Moments of(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    double cubes = 0;
    for (float value : values) {
      double away = value - mean;
      squares += away * away;
      cubes += away * away * away;
    }
    return new Moments(values.length, mean, squares / (values.length - 1), cubes / values.length);
  }

  /**
   * Compares mean and variance.
   *
   * @param fourth the distribution's fourth central moment
   */
  public void check(String what, double trueMean, double trueVariance, double fourth) {
    assertThat(mean)
        .as("mean of %s", what)
        .isCloseTo(trueMean, offset(5 * Math.sqrt(trueVariance / count)));
    assertThat(variance)
        .as("variance of %s", what)
        .isCloseTo(
            trueVariance, offset(5 * Math.sqrt((fourth - trueVariance * trueVariance) / count)));
  }

  /** Compares with a normal distribution. */
  public void checkNormal(String what, double trueMean, double deviation) {
    double square = deviation * deviation;
    check(what, trueMean, square, 3 * square * square);
    assertThat(third)
        .as("third moment of %s", what)
        .isCloseTo(0, offset(5 * Math.sqrt(6.0 / count) * square * deviation));
  }

  /** Compares with a Poisson distribution. */
  public void checkPoisson(String what, double lambda) {
    double fourth = lambda + 3 * lambda * lambda;
    double sixth = lambda + 25 * lambda * lambda + 15 * lambda * lambda * lambda;
    check(what, lambda, lambda, fourth);
    double spread = sixth - lambda * lambda - 6 * lambda * fourth + 9 * lambda * lambda * lambda;
    assertThat(third)
        .as("third moment of %s", what)
        .isCloseTo(lambda, offset(5 * Math.sqrt(spread / count)));
  }
}
