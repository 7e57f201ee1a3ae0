package dev.rawline.lab.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class ReferenceSizeTest {
  private static final double WANTED = 100;
  private static final int REFERENCES = 60;
  private static final int WALKS = 40;

  private final RandomStream random =
      new Seed(Seeds.next("ReferenceSizeTest"), "charts").stream("values", 0);

  @Test
  void limitsWidenForSmallReferencesAndConvergeForLargeOnes() {
    double ewma = AverageRunLength.ewma(0.1, 500, ReferenceSize.ENDLESS).limit();
    double cusum = AverageRunLength.cusum(0.5, 500, ReferenceSize.ENDLESS).limit();
    double beforeEwma = Double.POSITIVE_INFINITY;
    double beforeCusum = Double.POSITIVE_INFINITY;
    for (int values : new int[] {20, 50, 200, 1_000, 1_000_000}) {
      ReferenceSize size = new ReferenceSize(values);
      double wideEwma = AverageRunLength.ewma(0.1, 500, size).limit();
      double wideCusum = AverageRunLength.cusum(0.5, 500, size).limit();
      assertThat(wideEwma).isBetween(ewma, beforeEwma);
      assertThat(wideCusum).isBetween(cusum, beforeCusum);
      beforeEwma = wideEwma;
      beforeCusum = wideCusum;
    }
    assertThat(beforeEwma).isCloseTo(ewma, within(0.01));
    assertThat(beforeCusum).isCloseTo(cusum, within(0.02));
  }

  @Test
  void nineReferencesOfTenKeepTheDesiredRunLength() {
    DoubleSupplier skewed = () -> Math.exp(0.7 * random.nextGaussian());
    for (ControlScheme chart :
        new ControlScheme[] {
          AverageRunLength.ewma(0.1, WANTED, new ReferenceSize(50)),
          AverageRunLength.cusum(0.5, WANTED, new ReferenceSize(50))
        }) {
      assertThat(shareThatRunsLong(chart, random::nextGaussian)).isGreaterThan(0.7);
      assertThat(shareThatRunsLong(chart, skewed)).isGreaterThan(0.65);
    }
    ControlScheme narrow = AverageRunLength.ewma(0.1, WANTED, ReferenceSize.ENDLESS);
    assertThat(shareThatRunsLong(narrow, random::nextGaussian)).isLessThan(0.6);
  }

  /** Returns the share of references that keep the desired rate of false alarms. */
  private double shareThatRunsLong(ControlScheme chart, DoubleSupplier values) {
    double[] lengths = new double[REFERENCES];
    for (int reference = 0; reference < REFERENCES; reference++) {
      NormalScores scores = NormalScores.of(RandomSamples.sample(50, values));
      double sum = 0;
      for (int walk = 0; walk < WALKS; walk++) {
        sum +=
            RunLengthSimulation.length(
                chart, () -> scores.score(values.getAsDouble()), 20 * (int) WANTED);
      }
      lengths[reference] = sum / WALKS;
    }
    double share =
        (double) Arrays.stream(lengths).filter(length -> length >= WANTED).count() / REFERENCES;
    TestOutput.print(
        chart.getClass().getSimpleName() + " limit, share of references of 50 that run long:",
        chart.limit(),
        share);
    return share;
  }

  @Test
  void tooSmallReferencesAreRefused() {
    assertThatThrownBy(() -> new ReferenceSize(9))
        .hasMessage("a chart is designed for 9 reference values: expected 10 at least");
  }
}
