package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.random.RandomStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FeatureSetsTest {
  private static double[][] normal(int images, int features, double shift, long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] rows = new double[images][features];
    for (double[] row : rows) {
      for (int i = 0; i < features; i++) {
        row[i] = shift + random.nextGaussian();
      }
    }
    return rows;
  }

  /** By hand: kernels of one feature, (xy + 1)³, of real −1 and 1 and generated 1 and 2. */
  @Test
  void kernelDistanceIsThatComputedByHand() {
    FeatureSets sets = new FeatureSets(new double[][] {{-1}, {1}}, new double[][] {{1}, {2}});
    double real = 0; // (−1 + 1)³
    double generated = 27; // (2 + 1)³
    double across = (0 - 1 + 8 + 27) / 4.0; // (0)³, (−1)³, (2)³, (3)³
    assertThat(sets.kernelDistance()).isCloseTo(real + generated - 2 * across, Offset.offset(1e-9));
  }

  @Test
  void kernelDistanceIsUnbiased() {
    double sum = 0;
    double squares = 0;
    int draws = 200;
    for (int i = 0; i < draws; i++) {
      double value =
          new FeatureSets(normal(30, 4, 0, 2L * i), normal(20, 4, 0, 2L * i + 1)).kernelDistance();
      sum += value;
      squares += value * value;
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    // Scaling by the deviation of few real images makes them a little less alike than they are.
    assertThat(mean).isBetween(-4 * error, 4 * error + 0.15);
  }

  @Test
  void aShiftIsFoundByAllMeasures() {
    FeatureSets alike = new FeatureSets(normal(100, 4, 0, 1), normal(100, 4, 0, 2));
    FeatureSets apart = new FeatureSets(normal(100, 4, 0, 1), normal(100, 4, 3, 2));
    assertThat(apart.kernelDistance()).isGreaterThan(100 * Math.abs(alike.kernelDistance()));
    assertThat(alike.coverage(5)).isGreaterThan(0.9);
    assertThat(apart.coverage(5)).isLessThan(0.3);
    assertThat(alike.density(5)).isBetween(0.85, 1.15);
    assertThat(apart.density(5)).isLessThan(0.1);
  }

  @Test
  void copiesOfHalfCoverHalf() {
    double[][] real = normal(40, 6, 0, 3);
    double[][] few = new double[4][];
    System.arraycopy(real, 0, few, 0, 4);
    FeatureSets sets = new FeatureSets(real, few);
    assertThat(sets.coverage(1)).isBetween(0.1, 0.3);
    assertThat(new FeatureSets(real, real).coverage(1)).isEqualTo(1);
  }

  @Test
  void rejectsTooFewImages() {
    assertThatThrownBy(() -> new FeatureSets(new double[1][2], new double[5][2]))
        .hasMessageContaining("1 real and 5 generated");
    FeatureSets sets = new FeatureSets(normal(5, 2, 0, 1), normal(5, 2, 0, 2));
    assertThatThrownBy(() -> sets.coverage(5)).hasMessageContaining("expected 1 to 4");
  }
}
