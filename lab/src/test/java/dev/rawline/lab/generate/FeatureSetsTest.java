package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.random.RandomStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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

  /** The kernel distance of images of one class. */
  private static double distance(FeatureSets sets) {
    return sets.kernelDistance(
        Collections.nCopies(sets.real().length, 0),
        Collections.nCopies(sets.generated().length, 0));
  }

  /** By hand: kernels of one feature, (xy + 1)³, of real −1 and 1 and generated 1 and 2. */
  @Test
  void kernelDistanceIsThatComputedByHand() {
    FeatureSets sets = new FeatureSets(new double[][] {{-1}, {1}}, new double[][] {{1}, {2}});
    double real = 0; // (−1 + 1)³
    double generated = 27; // (2 + 1)³
    double across = (0 - 1 + 8 + 27) / 4.0; // (0)³, (−1)³, (2)³, (3)³
    assertThat(distance(sets)).isCloseTo(real + generated - 2 * across, Offset.offset(1e-9));
  }

  @Test
  void kernelDistanceIsUnbiased() {
    double sum = 0;
    double squares = 0;
    int draws = 200;
    for (int i = 0; i < draws; i++) {
      double value =
          distance(new FeatureSets(normal(30, 4, 0, 2L * i), normal(20, 4, 0, 2L * i + 1)));
      sum += value;
      squares += value * value;
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    // Scaling by the deviation of few real images makes them a little less alike than they are.
    assertThat(mean).isBetween(-4 * error, 4 * error + 0.15);
  }

  /** Few images of each of many classes, drawn class by class: the control is a mean over pairs. */
  @Test
  void kernelDistanceOfClassesIsUnbiased() {
    int classes = 10;
    int each = 3;
    List<Integer> labels =
        IntStream.range(0, classes * each).map(i -> i % classes).boxed().toList();
    double sum = 0;
    double squares = 0;
    double ofPairs = 0;
    int draws = 100;
    for (int draw = 0; draw < draws; draw++) {
      double[][] one = normal(classes * each, 3, 0, 2L * draw);
      double[][] other = normal(classes * each, 3, 0, 2L * draw + 1);
      for (int i = 0; i < labels.size(); i++) {
        for (int j = 0; j < 3; j++) {
          double mean = 8 * Math.sin(labels.get(i) * (j + 1.0));
          one[i][j] += mean;
          other[i][j] += mean;
        }
      }
      FeatureSets sets = new FeatureSets(one, other);
      double value = sets.kernelDistance(labels, labels);
      sum += value;
      squares += value * value;
      ofPairs += distance(sets);
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertThat(mean).isBetween(-4 * error, 4 * error);
    assertThat(ofPairs / draws).isLessThan(-20 * error);
  }

  @Test
  void rejectsAClassOfOneImage() {
    FeatureSets sets = new FeatureSets(normal(3, 2, 0, 1), normal(3, 2, 0, 2));
    assertThatThrownBy(() -> sets.kernelDistance(List.of(0, 0, 1), List.of(0, 0, 1)))
        .hasMessage("class 1 has 1 images: expected at least 2, of which pairs are made");
  }

  @Test
  void aShiftIsFoundByAllMeasures() {
    FeatureSets alike = new FeatureSets(normal(100, 4, 0, 1), normal(100, 4, 0, 2));
    FeatureSets apart = new FeatureSets(normal(100, 4, 0, 1), normal(100, 4, 3, 2));
    assertThat(distance(apart)).isGreaterThan(100 * Math.abs(distance(alike)));
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
