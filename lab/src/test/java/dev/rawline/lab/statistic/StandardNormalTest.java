package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNormalTest {
  /** scipy.stats.norm.isf of SciPy 1.15.3. */
  @ParameterizedTest
  @CsvSource({
    "0.3, 0.5244005127080409",
    "1e-3, 3.090232306167813",
    "1e-10, 6.361340902404056",
    "1e-100, 21.273453560965322",
    "1e-300, 37.0470962993612"
  })
  void quantilesMatchSciPy(double probability, double z) {
    assertThat(StandardNormal.exceededWith(probability)).isCloseTo(z, within(1e-12 * z));
    assertThat(StandardNormal.exceededWithLog(Math.log(probability)))
        .isCloseTo(z, within(1e-12 * z));
  }

  @Test
  void quantilesInvertProbabilities() {
    for (double z = -8; z <= 8; z += 0.37) {
      assertThat(StandardNormal.exceededWith(StandardNormal.above(z)))
          .isCloseTo(z, within(1e-12 + 1e-15 / StandardNormal.density(z)));
      assertThat(StandardNormal.below(z) + StandardNormal.above(z)).isCloseTo(1, within(1e-15));
    }
    assertThat(StandardNormal.exceededWith(0.5)).isCloseTo(0, within(1e-15));
  }

  @Test
  void logarithmsOfTailsFallAsTheSquare() {
    double before = 0;
    for (double log = -100; log > -1e6; log *= 1.7) {
      double z = StandardNormal.exceededWithLog(log);
      assertThat(z).isGreaterThan(before);
      assertThat(-z * z / 2 - Math.log(z * Math.sqrt(2 * Math.PI)))
          .isCloseTo(log, within(2 / (z * z)));
      before = z;
    }
  }
}
