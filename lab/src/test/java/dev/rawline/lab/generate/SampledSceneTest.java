package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Grid;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.random.RandomStream;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledSceneTest {
  private static final double SPACING = 1e-6;
  private static final Radiance KNOWN = new Radiance(12, 8, SPACING, random(3 * 12 * 8));

  private static float[] random(int count) {
    float[] values = new float[count];
    RandomStream stream = new RandomStream(11);
    for (int i = 0; i < count; i++) {
      values[i] = (float) stream.nextUniform();
    }
    return values;
  }

  private static double mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  @Test
  void onItsOwnGridItIsItself() {
    SampledScene scene = new SampledScene(KNOWN, Optional.empty());
    assertThat(scene.radiance(new Grid(12, 8, SPACING)).samples()).containsExactly(KNOWN.samples());
    assertThat(scene.mask(new Grid(12, 8, SPACING))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void coarserPixelsAreMeansOfWhatTheyCover(int factor) {
    float[] coarse =
        new SampledScene(KNOWN, Optional.empty())
            .radiance(new Grid(12 / factor, 8 / factor, factor * SPACING))
            .samples();
    int area = coarse.length / 3;
    for (int band = 0; band < 3; band++) {
      assertThat(mean(coarse, band * area, (band + 1) * area))
          .isCloseTo(mean(KNOWN.samples(), band * 96, (band + 1) * 96), Offset.offset(1e-6));
    }
    double first = 0;
    for (int row = 0; row < factor; row++) {
      for (int column = 0; column < factor; column++) {
        first += KNOWN.samples()[row * 12 + column];
      }
    }
    assertThat((double) coarse[0]).isCloseTo(first / (factor * factor), Offset.offset(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 1.7, 5})
  void anEvenSceneStaysEvenAtEverySpacingAndBeyondItsEdge(double times) {
    float[] even = new float[3 * 12 * 8];
    java.util.Arrays.fill(even, 0.4f);
    float[] seen =
        new SampledScene(new Radiance(12, 8, SPACING, even), Optional.empty())
            .radiance(new Grid(20, 20, times * SPACING))
            .samples();
    for (float value : seen) {
      assertThat(value).isCloseTo(0.4f, Offset.offset(1e-6f));
    }
  }

  @Test
  void aPixelIsCoveredWhereHalfOfItIs() {
    boolean[] covered = new boolean[16];
    covered[0] = true;
    covered[1] = true;
    covered[2] = true;
    Mask mask =
        new SampledScene(new Radiance(4, 4, SPACING, new float[48]), Optional.of(covered))
            .mask(new Grid(2, 2, 2 * SPACING))
            .orElseThrow();
    assertThat(mask.at(0, 0)).isEqualTo(1);
    assertThat(mask.at(0, 1)).isZero();
    assertThat(mask.at(1, 0)).isZero();
  }
}
