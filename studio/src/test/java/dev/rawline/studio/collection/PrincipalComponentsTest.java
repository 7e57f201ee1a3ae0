package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.statistic.CovarianceMatrix;
import dev.rawline.lab.statistic.CovarianceMatrix.PrincipalAxis;
import dev.rawline.lab.statistic.Vectors;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private static final int ROWS = 400;
  private static final int WIDTH = 24;

  /** Vectors whose features i vary by the deviation 24 − i about i, and together a little. */
  private static FeatureMatrix vectors() {
    float[] numbers = new float[ROWS * WIDTH];
    RandomStream random = new Seed(5, "vectors").stream("vectors", 0);
    float[] draws = new float[numbers.length];
    random.gaussians(draws, 0, draws.length);
    for (int i = 0; i < numbers.length; i++) {
      int feature = i % WIDTH;
      numbers[i] = feature + (WIDTH - feature) * draws[i] + 0.1f * draws[i / WIDTH * WIDTH];
    }
    return new FeatureMatrix(ROWS, WIDTH, numbers);
  }

  @Test
  void directionsAreOrthonormalEigenvectors() {
    FeatureMatrix vectors = vectors();
    PrincipalComponents found = PrincipalComponents.of(vectors, 5);
    CovarianceMatrix covariance = vectors.covariance(vectors.mean());
    for (int i = 0; i < 5; i++) {
      double[] direction = found.axes().get(i).direction();
      for (int k = 0; k < WIDTH; k++) {
        double product = 0;
        for (int j = 0; j < WIDTH; j++) {
          product += covariance.at(k, j) * direction[j];
        }
        assertThat(product)
            .isCloseTo(
                found.axes().get(i).variance() * direction[k],
                within(1e-9 * found.axes().getFirst().variance()));
      }
      for (int j = 0; j < 5; j++) {
        assertThat(Vectors.dot(direction, found.axes().get(j).direction()))
            .isCloseTo(i == j ? 1 : 0, within(1e-9));
      }
    }
    assertThat(found.axes())
        .isSortedAccordingTo(Comparator.comparingDouble(PrincipalAxis::variance).reversed());
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
    assertThat(square).isCloseTo(found.axes().getFirst().variance(), within(1e-6 * square));
    assertThat(found.total()).isGreaterThan(found.axes().getFirst().variance());
  }

  @Test
  void fewDirectionsVary() {
    FeatureMatrix line = new FeatureMatrix(3, 2, new float[] {0, 0, 1, 2, 2, 4});
    PrincipalComponents found = PrincipalComponents.of(line, 2);
    assertThat(found.axes()).hasSize(1);
    assertThat(found.axes().getFirst().variance()).isCloseTo(5, within(1e-9));
    assertThat(found.axes().getFirst().direction()[1]).isCloseTo(2 / Math.sqrt(5), within(1e-9));
    assertThat(PrincipalComponents.of(new FeatureMatrix(2, 1, new float[] {3, 3}), 2).axes())
        .isEmpty();
  }

  @Test
  void rejectsFeaturesOfADivergedModel() {
    FeatureMatrix vectors = new FeatureMatrix(2, 2, new float[] {1, Float.NaN, 3, 4});
    assertThatIllegalArgumentException().isThrownBy(() -> PrincipalComponents.of(vectors, 2));
  }
}
