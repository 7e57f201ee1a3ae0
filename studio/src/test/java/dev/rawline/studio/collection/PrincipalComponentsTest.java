package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.Vectors;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private static final int ROWS = 400;
  private static final int WIDTH = 24;

  /** Vectors whose features vary independently, feature i by the deviation 24 − i, about i. */
  private static FeatureMatrix vectors() {
    float[] numbers = new float[ROWS * WIDTH];
    RandomStream random = new Seed(5, "vectors").stream("vectors", 0);
    float[] draws = new float[numbers.length];
    random.gaussians(draws, 0, draws.length);
    for (int i = 0; i < numbers.length; i++) {
      int feature = i % WIDTH;
      numbers[i] = feature + (WIDTH - feature) * draws[i];
    }
    return new FeatureMatrix(ROWS, WIDTH, numbers);
  }

  @Test
  void directionsAreOrthonormalEigenvectors() {
    FeatureMatrix vectors = vectors();
    PrincipalComponents found = PrincipalComponents.of(vectors, 5);
    double[] mean = vectors.mean();
    for (int i = 0; i < 5; i++) {
      double[] direction = found.directions().get(i);
      double[] product = vectors.covariance(mean).times(direction);
      for (int k = 0; k < WIDTH; k++) {
        assertThat(product[k]).isCloseTo(found.variances().get(i) * direction[k], within(0.05));
      }
      for (int j = 0; j < 5; j++) {
        assertThat(Vectors.dot(direction, found.directions().get(j)))
            .isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
    assertThat(found.variances()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void variancesAlongDirectionsAreThoseOfThePlaces() {
    FeatureMatrix vectors = vectors();
    PrincipalComponents found = PrincipalComponents.of(vectors, 2);
    double square = 0;
    for (int row = 0; row < ROWS; row++) {
      double place = found.of(vectors.row(row))[0];
      square += place * place / (ROWS - 1);
    }
    assertThat(square).isCloseTo(found.variances().getFirst(), within(1e-6 * square));
    assertThat(found.total()).isGreaterThan(found.variances().getFirst());
  }

  @Test
  void fewDirectionsVary() {
    FeatureMatrix line = new FeatureMatrix(3, 2, new float[] {0, 0, 1, 2, 2, 4});
    PrincipalComponents found = PrincipalComponents.of(line, 2);
    assertThat(found.directions()).hasSize(1);
    assertThat(found.variances().getFirst()).isCloseTo(5, within(1e-9));
    assertThat(found.directions().getFirst()[1]).isCloseTo(2 / Math.sqrt(5), within(1e-9));
    assertThat(PrincipalComponents.of(new FeatureMatrix(2, 1, new float[] {3, 3}), 2).directions())
        .isEmpty();
  }
}
