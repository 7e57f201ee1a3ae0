package dev.rawline.scenes.smear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapesTest {

  @Test
  void aStepRisesFromZeroToOne() {
    assertThat(SmoothFunctions.step(2, 4, 1.9)).isEqualTo(0);
    assertThat(SmoothFunctions.step(2, 4, 2.5)).isCloseTo(0.15625, within(1e-15));
    assertThat(SmoothFunctions.step(2, 4, 3)).isEqualTo(0.5);
    assertThat(SmoothFunctions.step(2, 4, 4.1)).isEqualTo(1);
    assertThat(SmoothFunctions.inside(-1, 0.2)).isEqualTo(1);
    assertThat(SmoothFunctions.inside(0, 0.2)).isEqualTo(0.5);
    assertThat(SmoothFunctions.inside(1, 0.2)).isEqualTo(0);
  }

  @Test
  void aRoundedMinimumIsTheMinimumFarFromTheCorner() {
    assertThat(SmoothFunctions.minimum(1, 3, 0.5)).isEqualTo(1);
    assertThat(SmoothFunctions.minimum(2, 2, 0.4)).isCloseTo(1.9, within(1e-15));
    assertThat(SmoothFunctions.maximum(1, 3, 0.5)).isEqualTo(3);
    assertThat(SmoothFunctions.maximum(2, 2, 0.4)).isCloseTo(2.1, within(1e-15));
  }

  /** A rod is a disc around each place of its middle line, whose radius changes along it. */
  @Test
  void rodHasItsRadii() {
    CapsuleChain.Rod rod = new CapsuleChain.Rod(0, 0, 1, 4, 0, 2, 0);
    assertThat(rod.distance(-3, 0)).isCloseTo(2, within(1e-15));
    assertThat(rod.distance(4, 5)).isCloseTo(3, within(1e-15));
    assertThat(rod.distance(2, 0)).isCloseTo(-1.5, within(1e-15));
    assertThat(new CapsuleChain(List.of(rod), 0.3).distance(2, 2)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void lobesHaveACreaseWhereTheirEdgesCross() {
    CapsuleChain.Rod left = new CapsuleChain.Rod(0, 0, 2, 0, 0, 2, 0);
    CapsuleChain.Rod right = new CapsuleChain.Rod(2, 0, 2, 2, 0, 2, 1);
    CapsuleChain lobes = new CapsuleChain(List.of(left, right), 0.3);
    assertThat(lobes.crease(0.1, 0)).isCloseTo(0.1, within(1e-12));
    assertThat(lobes.crease(-1.9, 0)).isGreaterThan(1);
  }

  @Test
  void fittedRodsLieInTheirDisc() {
    for (int seed = 0; seed < 200; seed++) {
      RandomDraws draws = new RandomDraws(new RandomStream(seed));
      List<CapsuleChain.Rod> rods =
          CapsuleChain.fitted(NucleusShape.lobes(draws, 4, 1.5, 1, 1.2, 0.2), 5);
      for (CapsuleChain.Rod rod : rods) {
        assertThat(Math.hypot(rod.ax(), rod.ay()) + rod.aRadius()).isLessThan(5 + 1e-9);
        assertThat(Math.hypot(rod.bx(), rod.by()) + rod.bRadius()).isLessThan(5 + 1e-9);
      }
    }
  }

  /** Noise has mean 0, is within ±1 and continuous, and depends on its seed. */
  @Test
  void noiseIsCentredBoundedAndContinuous() {
    GradientNoise noise = new GradientNoise(17);
    GradientNoise other = new GradientNoise(18);
    double sum = 0;
    double squares = 0;
    double product = 0;
    int count = 40_000;
    RandomStream stream = new RandomStream(3);
    for (int i = 0; i < count; i++) {
      double x = 2000 * stream.nextUniform() - 1000;
      double y = 2000 * stream.nextUniform() - 1000;
      double value = noise.at(x, y);
      assertThat(Math.abs(value)).isLessThanOrEqualTo(1);
      assertThat(noise.at(x + 1e-6, y - 1e-6)).isCloseTo(value, within(2e-5));
      sum += value;
      squares += value * value;
      product += value * other.at(x, y);
    }
    double variance = squares / count;
    assertThat(variance).isBetween(0.05, 0.25);
    // Five standard deviations of the estimators.
    assertThat(Math.abs(sum / count)).isLessThan(5 * Math.sqrt(variance / count));
    assertThat(Math.abs(product / count)).isLessThan(5 * variance / Math.sqrt(count));
  }
}
