package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AverageRunLengthTest {
  private static final int WALKS = 4_000;

  private final long seed = Seeds.next("RunLengthTest");

  /** Lucas and Crosier, Technometrics 24 (1982), table 1: both sides, k = 0.5. */
  @ParameterizedTest
  @CsvSource({
    "4, 0,    168",
    "4, 0.5,  26.6",
    "4, 1,    8.38",
    "4, 2,    3.34",
    "4, 5,    1.31",
    "5, 0,    465",
    "5, 0.25, 139",
    "5, 1,    10.4",
    "5, 3,    2.57"
  })
  void runLengthsOfCusumMatchThePublishedOnes(double limit, double shift, double published) {
    assertThat(AverageRunLength.average(Cusum.start(0.5, limit), shift))
        .isCloseTo(published, within(0.006 * published));
  }

  /** Lucas and Saccucci, Technometrics 32 (1990), table 3: ARL₀ = 500, and after shifts. */
  @ParameterizedTest
  @CsvSource({
    "0.5,  3.071, 0,   500",
    "0.25, 2.998, 0,   500",
    "0.1,  2.814, 0,   500",
    "0.05, 2.615, 0,   500",
    "0.25, 2.998, 1,   11.1",
    "0.1,  2.814, 1,   10.3",
    "0.05, 2.615, 1,   11.4",
    "0.1,  2.814, 0.5, 31.3"
  })
  void runLengthsOfEwmaMatchThePublishedOnes(
      double weight, double limit, double shift, double published) {
    assertThat(AverageRunLength.average(Ewma.start(weight, limit), shift))
        .isCloseTo(published, within(0.01 * published));
  }

  @Test
  void aChartWithoutMemoryHasTheInverseTailAsRunLength() {
    for (double limit : new double[] {1, 2.5, 3, 4.5}) {
      double rare = StandardNormal.above(limit - 0.7) + StandardNormal.below(-limit - 0.7);
      assertThat(AverageRunLength.average(Ewma.start(1, limit), 0.7))
          .isCloseTo(1 / rare, within(1e-9 / rare));
    }
  }

  @Test
  void theRunLengthMatchesSimulation() {
    RandomStream random = new Seed(seed, "walks").stream("both", 0);
    for (double shift : new double[] {0, -0.6, 0.8}) {
      for (ControlScheme chart : new ControlScheme[] {Ewma.start(0.2, 1.9), Cusum.start(0.4, 2)}) {
        double expected = AverageRunLength.average(chart, shift);
        int most = 100_000; // charts that never signal have their own test
        if (expected > 300) {
          continue;
        }
        double sum = 0;
        double squares = 0;
        for (int walk = 0; walk < WALKS; walk++) {
          double length =
              RunLengthSimulation.length(chart, () -> random.nextGaussian() + shift, most);
          sum += length;
          squares += length * length;
        }
        double mean = sum / WALKS;
        double error = Math.sqrt((squares / WALKS - mean * mean) / WALKS);
        assertThat(mean).as("%s at %s", chart, shift).isCloseTo(expected, within(4.5 * error));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"20", "370", "1000", "100000", "1e8"})
  void designedChartsHaveTheDesiredRunLength(double wanted) {
    for (double weight : new double[] {0.02, 0.1, 0.4, 1}) {
      assertThat(
              AverageRunLength.average(
                  AverageRunLength.ewma(weight, wanted, ReferenceSize.ENDLESS), 0))
          .as("EWMA %s", weight)
          .isCloseTo(wanted, within(1e-5 * wanted));
    }
    for (double allowance : new double[] {0.1, 0.5, 1}) {
      assertThat(
              AverageRunLength.average(
                  AverageRunLength.cusum(allowance, wanted, ReferenceSize.ENDLESS), 0))
          .as("CUSUM %s", allowance)
          .isCloseTo(wanted, within(1e-5 * wanted));
    }
  }

  @Test
  void sidesAreSymmetricAndLargerShiftsAreDetectedSooner() {
    for (ControlScheme chart : new ControlScheme[] {Ewma.start(0.1, 2.5), Cusum.start(0.5, 4)}) {
      double before = Double.POSITIVE_INFINITY;
      for (double shift = 0; shift < 4; shift += 0.25) {
        double length = AverageRunLength.average(chart, shift);
        assertThat(AverageRunLength.average(chart, -shift))
            .isCloseTo(length, within(1e-9 * length));
        assertThat(length).isLessThan(before).isGreaterThanOrEqualTo(1);
        before = length;
      }
    }
  }

  @Test
  void severalChartsTogetherKeepTheDesiredRunLength() {
    double wanted = 60;
    int charts = 8;
    ControlScheme one =
        AverageRunLength.cusum(0.5, AverageRunLength.each(wanted, charts), ReferenceSize.ENDLESS);
    RandomStream random = new Seed(seed, "several").stream("together", 0);
    double independent = together(one, charts, 0, random);
    double dependent = together(one, charts, 0.8, random);
    assertThat(independent).isBetween(0.95 * wanted, 1.2 * wanted);
    assertThat(dependent).as("correlated charts").isGreaterThan(independent);
  }

  private static double together(
      ControlScheme one, int charts, double common, RandomStream random) {
    double sum = 0;
    for (int walk = 0; walk < WALKS; walk++) {
      ControlScheme[] all = new ControlScheme[charts];
      Arrays.fill(all, one);
      boolean signalled = false;
      while (!signalled) {
        double shared = random.nextGaussian();
        for (int i = 0; i < charts; i++) {
          all[i] =
              all[i].next(
                  Math.sqrt(common) * shared + Math.sqrt(1 - common) * random.nextGaussian());
          signalled |= all[i].signals();
        }
        sum++;
      }
    }
    return sum / WALKS;
  }

  @Test
  void impossibleRunLengthsAreRefused() {
    assertThatThrownBy(() -> AverageRunLength.ewma(0.1, 2, ReferenceSize.ENDLESS))
        .hasMessage("an average run length of 2.0 is wanted: expected 5 to 1e+09 scores");
    assertThatThrownBy(() -> AverageRunLength.ewma(1.5, 100, ReferenceSize.ENDLESS))
        .hasMessage("an EWMA chart's weight is 1.5: expected above 0 and at most 1");
    assertThatThrownBy(() -> AverageRunLength.cusum(-1, 100, ReferenceSize.ENDLESS))
        .hasMessage("a CUSUM chart's allowance is -1.0: expected 0 or more [deviations]");
    assertThatThrownBy(() -> AverageRunLength.each(100, 0))
        .hasMessage("there are 0 charts: expected one at least");
    assertThatThrownBy(() -> AverageRunLength.each(1e8, 20))
        .hasMessageContaining("2.0E9 is wanted");
    assertThatThrownBy(() -> AverageRunLength.average(Ewma.start(0.1, 3), Double.NaN))
        .hasMessageContaining("expected a finite number");
  }
}
