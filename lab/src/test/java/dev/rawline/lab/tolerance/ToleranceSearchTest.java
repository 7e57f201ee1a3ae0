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
import java.util.function.DoubleFunction;
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

  private static ToleranceCurve curve(
      ToleranceSearch search,
      CameraParameter parameter,
      MetricContributions baseline,
      DoubleFunction<MetricContributions> response) {
    return search
        .curves(List.of(parameter), baseline, (_, value) -> response.apply(value))
        .getFirst();
  }

  /**
   * The tolerances of samples are exponential, so that the drop at a place is 1 − exp(−place /
   * mean): the interval tolerated lies within the true bound, the margin is exceeded beyond it.
   * Either errs with at most 5 % over all sides: of 40 searches 2 are expected, 8 have a
   * probability of 3e-4.
   */
  @Test
  void theTrueBoundLiesBetweenWhatIsToleratedAndWhatExceeds() {
    int wrong = 0;
    int found = 0;
    for (int trial = 0; trial < 40; trial++) {
      RandomDraws random = new RandomDraws(new Seed(trial, "grid").stream("bears", 0));
      double[] low = exponential(random, 8);
      double[] high = exponential(random, 4);
      CameraParameter gamma = SyntheticAnswers.logarithmic("gamma", 2.2, 8);
      ToleranceInterval interval =
          curve(
                  search(0.1, trial),
                  gamma,
                  tolerating(low, high, 0),
                  value -> tolerating(low, high, gamma.place(value)))
              .interval();
      double below = 8 * Math.log(1 / 0.9);
      double above = 4 * Math.log(1 / 0.9);
      boolean isRight =
          gamma.place(interval.low().value()) >= -below
              && gamma.place(interval.high().value()) <= above
              && (interval.low().open() || gamma.place(interval.low().low()) <= -below)
              && (interval.high().open() || gamma.place(interval.high().high()) >= above);
      wrong += isRight ? 0 : 1;
      found += interval.high().open() || interval.low().isTolerated() ? 0 : 1;
    }
    assertThat(wrong).isLessThan(8);
    assertThat(found).isGreaterThan(30);
  }

  /**
   * 180 samples, 4 places a side, two parameters; the metric never moves, but every answer may
   * change, half of them to the better. The first place at which the drop is above 2 points, the
   * bound until version 0.2, is found on a quarter of the sides and more. Of 300 searches 15 at
   * most are expected to claim that the margin is exceeded; 32 would have a probability of 1e-4.
   */
  @Test
  void aMetricThatNeverMovesIsNotBounded() {
    for (double churn : new double[] {0.1, 0.3}) {
      int bounded = 0;
      int crossed = 0;
      int trials = 300;
      for (int trial = 0; trial < trials; trial++) {
        SimulatedChurn churning = new SimulatedChurn(180, churn, 0, 0.02, trial);
        List<ToleranceSearch.Bounded> sides =
            new ToleranceSearch(0.02, 4, 0.2, Bootstrap.usual(trial))
                .sides(SimulatedChurn.parameters(2), churning.measurement(_ -> 0, 0.02));
        bounded += sides.stream().allMatch(side -> side.bound().open()) ? 0 : 1;
        crossed += SimulatedChurn.crossed(sides, 0.02);
      }
      System.out.printf(
          "churn %.0f %%: first crossing %.1f %% of sides, exceeded in %.1f %% of searches%n",
          100 * churn, 100.0 * crossed / (4 * trials), 100.0 * bounded / trials);
      assertThat(crossed / (4.0 * trials)).isGreaterThan(churn < 0.2 ? 0.2 : 0.35);
      assertThat(bounded).isLessThan(32);
    }
  }

  /** Truth exactly at the margin everywhere: any claim is false. The same numbers as above. */
  @Test
  void atTheMarginNothingIsClaimedMoreOftenThanStated() {
    int trials = 300;
    int tolerated = 0;
    int exceeded = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<ToleranceSearch.Bounded> sides =
          new ToleranceSearch(0.02, 4, 0.2, Bootstrap.usual(trial))
              .sides(
                  SimulatedChurn.parameters(2),
                  new SimulatedChurn(1000, 0.1, 0, 1.5, trial).measurement(_ -> 0.02, 0.02));
      tolerated += SimulatedChurn.claims(sides, ToleranceOutcome.TOLERATED, _ -> true) ? 1 : 0;
      exceeded += SimulatedChurn.claims(sides, ToleranceOutcome.EXCEEDED, _ -> true) ? 1 : 0;
    }
    assertThat(tolerated).isLessThan(32);
    assertThat(exceeded).isLessThan(32);
  }

  private static double[] exponential(RandomDraws random, double mean) {
    double[] drawn = new double[SAMPLES];
    Arrays.setAll(drawn, _ -> -mean * Math.log(1 - random.between(0, 1)));
    return drawn;
  }

  @Test
  void theFirstCrossingCounts() {
    CameraParameter parameter = SyntheticAnswers.linear("gamma", 1, 1);
    MetricContributions good = SyntheticAnswers.accuracy(SAMPLES, i -> i > 10);
    MetricContributions bad = SyntheticAnswers.accuracy(SAMPLES, i -> i > 60);
    ToleranceCurve curve =
        curve(search(0.05, 1), parameter, good, value -> value > 1.3 && value < 1.6 ? bad : good);
    assertThat(curve.interval().high().value()).isCloseTo(1.3, within(0.01));
    assertThat(curve.interval().high().high()).isCloseTo(1.3, within(0.01));
    assertThat(curve.interval().high().open()).isFalse();
    assertThat(curve.points().getLast().metric()).isEqualTo(curve.baseline());
    assertThat(curve.interval().low()).isEqualTo(new ToleranceBound(0, true, 0, 0));
    assertThat(curve.interval().low().isTolerated()).isTrue();
    assertThat(curve.samplesToDecide()).isEmpty();
    assertThat(curve.points()).isSortedAccordingTo((a, b) -> Double.compare(a.value(), b.value()));
  }

  @Test
  void aMetricThatFallsImmediatelyIsExceededFromTheFirstPlaces() {
    CameraParameter parameter = SyntheticAnswers.logarithmic("white_balance[0]", -0.65, 8);
    MetricContributions good = SyntheticAnswers.accuracy(SAMPLES, _ -> true);
    MetricContributions bad = SyntheticAnswers.accuracy(SAMPLES, i -> i % 2 == 0);
    ToleranceSearch search = search(0.02, 1);
    ToleranceInterval interval =
        curve(search, parameter, good, value -> value == -0.65 ? good : bad).interval();
    assertThat(interval.low().value()).isEqualTo(-0.65);
    assertThat(interval.high().value()).isEqualTo(-0.65);
    // The first place of 12, halved seven times.
    assertThat(interval.relativeWidth()).isCloseTo(1.0 / 144 / 128, within(1e-9));
    assertThat(interval.position(-0.65)).isEqualTo(ToleranceInterval.Position.INSIDE);
    assertThat(interval.position(-0.7)).isEqualTo(ToleranceInterval.Position.OUTSIDE);
  }

  @Test
  void aRangeThatEndsAtTheUsualValueIsOpenThere() {
    CameraParameter light =
        new CameraParameter("light", "share", 1, 0.01, 1, CameraParameter.Scale.LOGARITHMIC);
    ToleranceSearch search = search(0.05, 1);
    ToleranceInterval interval =
        curve(
                search,
                light,
                SyntheticAnswers.accuracy(SAMPLES, _ -> true),
                value -> SyntheticAnswers.accuracy(SAMPLES, i -> i < SAMPLES * 4 * value))
            .interval();
    assertThat(interval.high()).isEqualTo(new ToleranceBound(1, true, 1, 1));
    assertThat(interval.low().value()).isBetween(0.24, 0.26);
    assertThat(interval.low().low()).isBetween(0.19, 0.235);
    assertThat(search.tests(List.of(light))).isEqualTo(12 + 7);
  }

  @Test
  void forErrorMetricsAnIncreaseIsADrop() {
    CameraParameter parameter = SyntheticAnswers.linear("gamma", 0, 1);
    ToleranceCurve curve = curve(search(0.04, 1), parameter, error(0), ToleranceSearchTest::error);
    assertThat(curve.limit()).isCloseTo(curve.baseline() + 0.04, within(1e-12));
    assertThat(curve.interval().high().value()).isBetween(0.12, 0.2);
    assertThat(curve.interval().high().high()).isBetween(0.2, 0.28);
    assertThat(curve.interval().low().value()).isBetween(-0.2, -0.12);
  }

  /** Every sample is off by about the place: its square is measured. */
  private static MetricContributions error(double place) {
    RegressionAccumulator tally = new RegressionAccumulator();
    for (int i = 0; i < 50; i++) {
      tally.add("" + i, "" + i, i + place * (i % 2 == 0 ? 0.9 : 1.09), i);
    }
    return tally.contributions(Metric.MEAN_SQUARE);
  }

  @Test
  void thePlantedBrittleParameterRanksFirst() {
    List<CameraParameter> parameters =
        Stream.of("gamma", "black_level", "blur")
            .map(name -> SyntheticAnswers.linear(name, 0, 1))
            .toList();
    List<ToleranceInterval> intervals =
        search(0.02, 1)
            .curves(
                parameters,
                SyntheticAnswers.accuracy(SAMPLES, _ -> true),
                (parameter, value) -> {
                  double width = parameter.name().equals("black_level") ? 0.05 : 0.6;
                  return SyntheticAnswers.accuracy(
                      SAMPLES, i -> Math.abs(value) < width * (1 + i / 1000.0));
                })
            .stream()
            .map(ToleranceCurve::interval)
            .toList();
    assertThat(ToleranceInterval.bySensitivity(intervals).getFirst().parameter().name())
        .isEqualTo("black_level");
  }

  @Test
  void whereSamplesDoNotDecideTheirNumberIsStated() {
    CameraParameter parameter = SyntheticAnswers.linear("gamma", 0, 1);
    ToleranceSearch search = search(0.02, 1);
    ToleranceCurve curve =
        curve(
            search,
            parameter,
            SyntheticAnswers.accuracy(SAMPLES, i -> i >= 10),
            value -> SyntheticAnswers.accuracy(SAMPLES, i -> i < 190));
    assertThat(curve.interval().isOpen()).isTrue();
    assertThat(curve.interval().low().value()).isZero();
    assertThat(curve.interval().high().value()).isZero();
    // (z of 0.05 / 38 + 0.842)² · 0.1 / 0.02²
    assertThat(curve.samplesToDecide().orElseThrow()).isBetween(3600, 3800);
    assertThat(curve.interval().position(0.5)).isEqualTo(ToleranceInterval.Position.UNCERTAIN);
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
                curve(
                    search(0.1, 1),
                    SyntheticAnswers.linear("gamma", 0, 1),
                    SyntheticAnswers.accuracy(SAMPLES, _ -> true),
                    _ -> SyntheticAnswers.accuracy(SAMPLES - 1, _ -> true)))
        .withMessageContaining("expected the same metric of the same samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyntheticAnswers.logarithmic("gamma", 0, 2))
        .withMessageContaining("camera parameter gamma");
  }
}
