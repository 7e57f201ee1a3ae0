package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Random samples, and requirements on p-values. */
final class RandomSamples {
  /** The number of standard errors of a share that are attributed to chance. */
  private static final double CHANCE = 5;

  private RandomSamples() {}

  static double[] sample(int size, DoubleSupplier value) {
    double[] sample = new double[size];
    Arrays.setAll(sample, _ -> value.getAsDouble());
    return sample;
  }

  static double[] shifted(double[] sample, double shift) {
    return Arrays.stream(sample).map(value -> value + shift).toArray();
  }

  static double[][] rows(RandomStream random, int size, int columns, double shift) {
    double[][] rows = new double[size][];
    Arrays.setAll(rows, _ -> sample(columns, () -> random.nextGaussian() + shift));
    return rows;
  }

  /** Requires that p-values are uniform or larger. */
  static void assertNeverTooSmall(List<Double> pValues) {
    for (double level : new double[] {0.01, 0.05, 0.1, 0.3, 0.5}) {
      assertThat(share(pValues, level))
          .as("share of p-values up to %s", level)
          .isLessThanOrEqualTo(level + chance(level, pValues.size()));
    }
  }

  /** Requires that p-values are uniform, but for a relative error of their levels. */
  static void assertUniform(List<Double> pValues, double error) {
    for (double level : new double[] {0.01, 0.05, 0.1, 0.3, 0.5, 0.8}) {
      assertThat(share(pValues, level))
          .as("share of p-values up to %s", level)
          .isBetween(
              level * (1 - error) - chance(level, pValues.size()),
              level * (1 + error) + chance(level, pValues.size()));
    }
  }

  static double share(List<Double> pValues, double level) {
    return (double) pValues.stream().filter(p -> p <= level).count() / pValues.size();
  }

  private static double chance(double level, int count) {
    return CHANCE * Math.sqrt(level * (1 - level) / count);
  }
}
