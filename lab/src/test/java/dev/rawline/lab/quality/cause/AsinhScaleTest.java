package dev.rawline.lab.quality.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.quality.cause.ReferencePopulation.AsinhScale;
import org.junit.jupiter.api.Test;

class AsinhScaleTest {
  private static final AsinhScale SCALE =
      AsinhScale.of(new double[] {1100, 2100, 900, 3000, 1200}, 100).orElseThrow();

  @Test
  void aTenthOfTheMedianIsDark() {
    assertThat(SCALE.dark()).isCloseTo(110, within(1e-9));
  }

  @Test
  void blackIsZeroAndTheScaleIsOdd() {
    assertThat(SCALE.of(100)).isZero();
    assertThat(SCALE.of(40)).isCloseTo(-SCALE.of(160), within(1e-12));
    assertThat(SCALE.of(101)).isCloseTo(1 / 220.0, within(1e-7));
  }

  @Test
  void farAboveBlackRatiosAreDistances() {
    assertThat(SCALE.of(100 + 40_000) - SCALE.of(100 + 20_000))
        .isCloseTo(Math.log(2), within(1e-4));
  }

  @Test
  void withoutLevelsAboveBlackThereIsNoScale() {
    assertThat(AsinhScale.of(new double[] {90, 80}, 100)).isEmpty();
    assertThat(AsinhScale.of(new double[0], 0)).isEmpty();
  }

  @Test
  void noisesAreScaledByTheirMedian() {
    AsinhScale scale =
        AsinhScale.aboutMedian(new double[] {-50, 900, 1000, 1100, 90_000}).orElseThrow();
    assertThat(scale.middle()).isEqualTo(1000);
    assertThat(scale.dark()).isCloseTo(50, within(1e-9));
    assertThat(scale.of(1100)).isCloseTo(-scale.of(900), within(1e-12));
    assertThat(AsinhScale.aboutMedian(new double[] {3, 3, 3})).isEmpty();
    assertThat(AsinhScale.aboutMedian(new double[0])).isEmpty();
  }
}
