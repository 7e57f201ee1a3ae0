package dev.rawline.lab.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.MetricContributions;
import dev.rawline.learning.metric.RegressionAccumulator;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToleranceSearchTest {
  private static final int SAMPLES = 200;
  private static final double PRECISION = 0.01;

  private static ToleranceSearch search(double delta, int trial) {
    return new ToleranceSearch(
        delta, 12, PRECISION, new Bootstrap(100, 0.95, new Seed(trial, "tolerance")));
  }

  /** Every sample tolerates a distance to either side, and is wrong beyond. */
  private static MetricContributions tolerating(double[] low, double[] high, double place) {
    return SyntheticAnswers.accuracy(SAMPLES, i -> place >= -low[i] && place <= high[i]);
  }

  private static double[] exponential(RandomDraws random, double mean) {
    double[] drawn = new double[SAMPLES];
    Arrays.setAll(drawn, _ -> -mean * Math.log(1 - random.between(0, 1)));
    return drawn;
  }

  @Test
  void boundsAgreeWithABruteForceGrid() {
    for (int trial = 0; trial < 5; trial++) {
      RandomDraws random = new RandomDraws(new Seed(trial, "grid").stream("bears", 0));
      double[] low = exponential(random, 0.8);
      double[] high = exponential(random, 0.4);
      CameraParameter gamma = SyntheticAnswers.logarithmic("gamma", 2.2, 8);
      ToleranceSearch search = search(0.05, trial);
      MetricContributions baseline = tolerating(low, high, 0);
      ToleranceInterval found =
          search
              .curve(gamma, baseline, value -> tolerating(low, high, gamma.place(value)))
              .interval();
      DoubleUnaryOperator drop = place -> tolerating(low, high, place).drop(baseline);
      double below = firstCrossing(drop, gamma.place(gamma.lowest()));
      double above = firstCrossing(drop, gamma.place(gamma.highest()));
      assertThat(gamma.place(found.low().value()))
          .as("trial %d", trial)
          .isCloseTo(-below, within(2 * PRECISION * below + 1e-4));
      assertThat(gamma.place(found.high().value()))
          .as("trial %d", trial)
          .isCloseTo(above, within(2 * PRECISION * above + 1e-4));
      assertThat(found.low().hasInterval()).isTrue();
      assertThat(found.low().open() || found.high().open()).isFalse();
    }
  }

  private static double firstCrossing(DoubleUnaryOperator drop, double end) {
    int fine = 5000;
    for (int k = 1; k <= fine; k++) {
      if (drop.applyAsDouble(end * k / fine) > 0.05 + 1e-12) {
        return Math.abs(end) * (k - 1) / fine;
      }
    }
    throw new AssertionError("it never crosses");
  }

  @Test
  void confidenceIntervalsHaveTheirNominalCoverage() {
    double truth = -Math.log(0.9); // a tenth of all samples tolerates less
    int held = 0;
    int trials = 60;
    double[] always = new double[SAMPLES];
    Arrays.fill(always, 10);
    CameraParameter parameter = SyntheticAnswers.linear("gamma", 0, 2);
    for (int trial = 0; trial < trials; trial++) {
      double[] high =
          exponential(new RandomDraws(new Seed(trial, "coverage").stream("bears", 0)), 1);
      ToleranceBound bound =
          search(0.1, trial)
              .curve(
                  parameter, tolerating(always, high, 0), value -> tolerating(always, high, value))
              .interval()
              .high();
      held += bound.low() <= truth && truth <= bound.high() ? 1 : 0;
      assertThat(bound.value()).isBetween(bound.low(), bound.high());
    }
    assertThat(held).isBetween(50, 60);
  }

  @Test
  void theFirstCrossingCounts() {
    CameraParameter parameter = SyntheticAnswers.linear("gamma", 1, 1);
    MetricContributions good = SyntheticAnswers.accuracy(SAMPLES, i -> i > 10);
    MetricContributions bad = SyntheticAnswers.accuracy(SAMPLES, i -> i > 60);
    ToleranceCurve curve =
        search(0.02, 1).curve(parameter, good, value -> value > 1.3 && value < 1.6 ? bad : good);
    assertThat(curve.interval().high().value()).isCloseTo(1.3, within(0.01));
    assertThat(curve.interval().high().open()).isFalse();
    assertThat(curve.points().getLast().metric()).isEqualTo(curve.baseline());
    assertThat(curve.interval().low()).isEqualTo(new ToleranceBound(0, true, 0, 0));
    assertThat(curve.points()).isSortedAccordingTo((a, b) -> Double.compare(a.value(), b.value()));
  }

  @Test
  void aMetricThatFallsImmediatelyLeavesAnEmptyInterval() {
    CameraParameter parameter = SyntheticAnswers.logarithmic("white_balance[0]", -0.65, 8);
    MetricContributions good = SyntheticAnswers.accuracy(SAMPLES, _ -> true);
    MetricContributions bad = SyntheticAnswers.accuracy(SAMPLES, i -> i % 2 == 0);
    ToleranceInterval interval =
        search(0.02, 1).curve(parameter, good, value -> value == -0.65 ? good : bad).interval();
    assertThat(interval.low().value()).isEqualTo(-0.65);
    assertThat(interval.high().value()).isEqualTo(-0.65);
    assertThat(interval.relativeWidth()).isZero();
  }

  @Test
  void aRangeThatEndsAtTheUsualValueIsOpenThere() {
    CameraParameter light =
        new CameraParameter("light", "share", 1, 0.01, 1, CameraParameter.Scale.LOGARITHMIC);
    ToleranceInterval interval =
        search(0.02, 1)
            .curve(
                light,
                SyntheticAnswers.accuracy(SAMPLES, _ -> true),
                value -> SyntheticAnswers.accuracy(SAMPLES, i -> i < SAMPLES * 4 * value))
            .interval();
    assertThat(interval.high()).isEqualTo(new ToleranceBound(1, true, 1, 1));
    assertThat(interval.low().value()).isCloseTo(0.245, within(0.01));
    assertThat(interval.low().low()).isLessThanOrEqualTo(interval.low().high());
  }

  @Test
  void forErrorMetricsAnIncreaseIsADrop() {
    CameraParameter parameter = SyntheticAnswers.linear("gamma", 0, 1);
    ToleranceCurve curve = search(0.04, 1).curve(parameter, error(0), ToleranceSearchTest::error);
    assertThat(curve.limit()).isCloseTo(curve.baseline() + 0.04, within(1e-12));
    assertThat(curve.interval().high().value()).isCloseTo(0.2, within(0.005));
    assertThat(curve.interval().low().value()).isCloseTo(-0.2, within(0.005));
  }

  private static MetricContributions error(double place) {
    RegressionAccumulator tally = new RegressionAccumulator();
    for (int i = 0; i < 50; i++) {
      tally.add("" + i, "" + i, i + place, i);
    }
    return tally.contributions(Metric.MEAN_SQUARE);
  }

  @Test
  void thePlantedBrittleParameterRanksFirst() {
    List<ToleranceInterval> intervals =
        Stream.of("gamma", "black_level", "blur")
            .map(
                name -> {
                  CameraParameter parameter = SyntheticAnswers.linear(name, 0, 1);
                  double width = name.equals("black_level") ? 0.05 : 0.6;
                  return search(0.02, 1)
                      .curve(
                          parameter,
                          SyntheticAnswers.accuracy(SAMPLES, _ -> true),
                          value ->
                              SyntheticAnswers.accuracy(
                                  SAMPLES, i -> Math.abs(value) < width * (1 + i / 1000.0)))
                      .interval();
                })
            .toList();
    assertThat(ToleranceInterval.bySensitivity(intervals).getFirst().parameter().name())
        .isEqualTo("black_level");
  }

  @Test
  void valuesAreInsideUncertainOutsideOrUnknown() {
    ToleranceInterval interval =
        new ToleranceInterval(
            SyntheticAnswers.linear("gamma", 0, 1),
            new ToleranceBound(-0.5, false, -0.6, -0.4),
            new ToleranceBound(1, true, 1, 1));
    assertThat(interval.position(0)).isEqualTo(ToleranceInterval.Position.INSIDE);
    assertThat(interval.position(-0.45)).isEqualTo(ToleranceInterval.Position.UNCERTAIN);
    assertThat(interval.position(-0.55)).isEqualTo(ToleranceInterval.Position.UNCERTAIN);
    assertThat(interval.position(-0.7)).isEqualTo(ToleranceInterval.Position.OUTSIDE);
    assertThat(interval.position(1)).isEqualTo(ToleranceInterval.Position.INSIDE);
    assertThat(interval.position(1.2)).isEqualTo(ToleranceInterval.Position.UNKNOWN);
  }

  @Test
  void invalidSearchesAreRefusedWithAllReasons() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToleranceSearch(-1, 1, 0, Bootstrap.usual(1)))
        .withMessageContaining("delta is -1.0")
        .withMessageContaining("steps is 1")
        .withMessageContaining("precision is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                search(0.1, 1)
                    .curve(
                        SyntheticAnswers.linear("gamma", 0, 1),
                        SyntheticAnswers.accuracy(SAMPLES, _ -> true),
                        _ -> SyntheticAnswers.accuracy(SAMPLES - 1, _ -> true)))
        .withMessageContaining("expected the same metric of the same samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyntheticAnswers.logarithmic("gamma", 0, 2))
        .withMessageContaining("camera parameter gamma");
  }
}
