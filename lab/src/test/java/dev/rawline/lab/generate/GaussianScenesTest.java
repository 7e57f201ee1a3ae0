package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.random.Seed;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GaussianScenesTest {
  private static final List<float[]> CODES =
      List.of(new float[] {0, 1}, new float[] {2, 5}, new float[] {4, 3}, new float[] {9, 9});
  private static final GaussianScenes SCENES = new GaussianScenes(CODES, List.of(0, 0, 0, 1));

  @Test
  void hasMeanAndCovarianceOfTheClass() {
    int draws = 40_000;
    double[] sum = new double[2];
    double[] products = new double[3];
    for (int i = 0; i < draws; i++) {
      float[] drawn = SCENES.draw(0, new Seed(1, "draw " + i));
      double x = drawn[0] - 2;
      double y = drawn[1] - 3;
      sum[0] += x;
      sum[1] += y;
      products[0] += x * x;
      products[1] += y * y;
      products[2] += x * y;
    }
    // Means (2, 3); deviations (−2, −2), (0, 2), (2, 0): variances 4 and 4, covariance 2.
    assertThat(sum[0] / draws).isCloseTo(0, Offset.offset(0.05));
    assertThat(sum[1] / draws).isCloseTo(0, Offset.offset(0.05));
    assertThat(products[0] / draws).isCloseTo(4, Offset.offset(0.15));
    assertThat(products[1] / draws).isCloseTo(4, Offset.offset(0.15));
    assertThat(products[2] / draws).isCloseTo(2, Offset.offset(0.12));
  }

  @Test
  void theSameSeedDrawsTheSameScene() {
    assertThat(SCENES.draw(0, new Seed(1, "a"))).containsExactly(SCENES.draw(0, new Seed(1, "a")));
  }

  @Test
  void rejectsAClassOfOneScene() {
    assertThatThrownBy(() -> SCENES.draw(1, new Seed(1, "a")))
        .hasMessageContaining("class 1 has 1 scenes: expected at least 2");
  }
}
