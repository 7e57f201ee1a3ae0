package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.train.EpochReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JointFindingsTest {
  private static final JointFindings.Setting SETTING =
      new JointFindings.Setting(
          "balanced_accuracy", List.of("gamma"), List.of(0.01), List.of(0.5, 0.9), 7, 0.25);

  private static ArmRun run(Arm arm, int split, double tested, double... validated) {
    return run(arm, 0.01, split, tested, validated);
  }

  private static ArmRun run(Arm arm, double rate, int split, double tested, double... validated) {
    List<EpochReport> history = new ArrayList<>();
    for (int i = 0; i < validated.length; i++) {
      history.add(
          new EpochReport(
              i + 1,
              1.0 / (i + 1),
              OptionalDouble.of(1),
              OptionalDouble.of(validated[i]),
              1e-3,
              1e-2,
              1,
              false,
              arm == Arm.LEARNED ? List.of(1.0 + i) : List.of()));
    }
    return new ArmRun(arm, rate, split, history, new LinkedHashMap<>(Map.of("accuracy", tested)));
  }

  private static final List<ArmRun> RUNS =
      List.of(
          run(Arm.LEARNED, 1, 0.80, 0.3, 0.6, 0.7),
          run(Arm.FROZEN, 1, 0.70, 0.2, 0.4, 0.5),
          run(Arm.LEARNED, 2, 0.90, 0.5, 0.6, 0.95),
          run(Arm.FROZEN, 2, 0.72, 0.2, 0.3, 0.4),
          run(Arm.LEARNED, 3, 0.85, 0.4, 0.5, 0.6),
          run(Arm.FROZEN, 3, 0.71, 0.2, 0.4, 0.4));

  private static final List<ArmRun> FIVE =
      Stream.concat(
              RUNS.stream(),
              Stream.of(
                  run(Arm.LEARNED, 4, 0.82, 0.4, 0.5, 0.6),
                  run(Arm.FROZEN, 4, 0.70, 0.2, 0.4, 0.4),
                  run(Arm.LEARNED, 5, 0.88, 0.4, 0.5, 0.6),
                  run(Arm.FROZEN, 5, 0.72, 0.2, 0.4, 0.4)))
          .toList();

  /** Differences .10 .18 .14 .12 .16: mean .14, s = √.001; t and p of SciPy's stats.t. */
  @Test
  void theGainIsPairedAndCorrected() {
    JointFindings found = JointFindings.of(FIVE, "accuracy", SETTING, Optional.empty());
    assertThat(found.learned().value()).isCloseTo(0.85, within(1e-12));
    assertThat(found.frozen().value()).isCloseTo(0.71, within(1e-12));
    assertThat(found.gain().value()).isCloseTo(0.14, within(1e-12));
    assertThat(found.gain().high() - 0.14).isCloseTo(0.05889729484432682, within(1e-9));
    assertThat(found.probability().orElseThrow()).isCloseTo(0.0027311849668230546, within(1e-9));
    assertThat(found.best()).isEqualTo(2);
  }

  /** The correction vanishes with the test subset, and only widens. */
  @Test
  void theCorrectionWidens() {
    SplitValues gains =
        new SplitValues(new TreeMap<>(Map.of(1, 0.10, 2, 0.18, 3, 0.14, 4, 0.12, 5, 0.16)));
    assertThat(gains.corrected(1e-12).high()).isCloseTo(gains.estimate().high(), within(1e-9));
    assertThat(gains.corrected(0.5).high()).isGreaterThan(gains.corrected(0.25).high());
    assertThat(new SplitValues(new TreeMap<>(Map.of(1, 0.1))).probability(0.25)).isEmpty();
    assertThat(new SplitValues(new TreeMap<>(Map.of(1, 0.1))).corrected(0.25).hasInterval())
        .isFalse();
  }

  @Test
  void stepsAreThoseOfTheFirstEpochThatReachesTheTarget() {
    JointFindings found = JointFindings.of(RUNS, "accuracy", SETTING, Optional.empty());
    assertThat(found.reached())
        .containsExactly(
            new EpochsToTarget(
                Arm.LEARNED, 0.5, 3, 3, OptionalDouble.of(5 / 3.0), OptionalDouble.of(5 / 3.0 * 7)),
            new EpochsToTarget(Arm.FROZEN, 0.5, 3, 1, OptionalDouble.of(3), OptionalDouble.of(21)),
            new EpochsToTarget(Arm.LEARNED, 0.9, 3, 1, OptionalDouble.of(3), OptionalDouble.of(21)),
            new EpochsToTarget(
                Arm.FROZEN, 0.9, 3, 0, OptionalDouble.empty(), OptionalDouble.empty()));
  }

  @Test
  void bandsAreMeansOverSplits() {
    JointFindings.MetricBand learned =
        JointFindings.of(FIVE, "accuracy", SETTING, Optional.empty()).curves().getFirst();
    assertThat(learned.arm()).isEqualTo(Arm.LEARNED);
    assertThat(learned.points().get(1).value().value()).isCloseTo(2.7 / 5, within(1e-12));
    assertThat(learned.points().get(1).value().hasInterval()).isTrue();
  }

  /** The validation side decides, not the test side, and of each arm by itself. */
  @Test
  void eachArmKeepsTheRateThatValidatesBest() {
    assertThat(
            JointFindings.bestRates(
                List.of(
                    run(Arm.LEARNED, 0.001, 1, 0.9, 0.5, 0.6),
                    run(Arm.LEARNED, 0.001, 2, 0.9, 0.9, 0.4),
                    run(Arm.LEARNED, 0.01, 1, 0.1, 0.2, 0.8),
                    run(Arm.LEARNED, 0.01, 2, 0.1, 0.8, 0.1),
                    run(Arm.FROZEN, 0.001, 1, 0.1, 0.7),
                    run(Arm.FROZEN, 0.01, 1, 0.9, 0.7))))
        .isEqualTo(Map.of(Arm.LEARNED, 0.01, Arm.FROZEN, 0.001));
  }

  @Test
  void aSplitNeedsBothArms() {
    assertThatThrownBy(
            () -> JointFindings.of(RUNS.subList(0, 3), "accuracy", SETTING, Optional.empty()))
        .hasMessage(
            "arm accuracy: learned on the splits [1, 2], frozen on [1]: expected both on every"
                + " split");
  }

  @Test
  void sentencesReportTheGainAndItsInterval() {
    JointFindings found = JointFindings.of(FIVE, "accuracy", SETTING, Optional.empty());
    assertThat(OptimizationSummary.of(Optional.of(found), Optional.empty(), Optional.empty()))
        .containsExactly(
            "With learned θ the model reaches 0.850 of accuracy, with θ fixed at its initial values"
                + " 0.710: a gain of 0.140 (95 % interval 0.081 to 0.199).",
            "Such a difference is hardly chance: p = 0.0027 by the corrected paired test over"
                + " splits.",
            "There is a gain on 5 of 5 splits.");
  }

  @Test
  void ofFewerThanFiveSplitsNothingIsSaidOfChance() {
    JointFindings found = JointFindings.of(RUNS, "accuracy", SETTING, Optional.empty());
    assertThat(found.gain().hasInterval()).isFalse();
    assertThat(found.probability()).isEmpty();
    assertThat(OptimizationSummary.of(Optional.of(found), Optional.empty(), Optional.empty()))
        .containsExactly(
            "With learned θ the model reaches 0.850 of accuracy, with θ fixed at its initial values"
                + " 0.710: a gain of 0.140.",
            "3 splits: no interval; the variation by chance is unknown.",
            "There is a gain on 3 of 3 splits.");
  }

  @Test
  void whatIsNotSignificantIsNoEffect() {
    List<ArmRun> runs =
        List.of(
            run(Arm.LEARNED, 1, 0.80, 0.7),
            run(Arm.FROZEN, 1, 0.70, 0.5),
            run(Arm.LEARNED, 2, 0.70, 0.95),
            run(Arm.FROZEN, 2, 0.72, 0.4),
            run(Arm.LEARNED, 3, 0.75, 0.6),
            run(Arm.FROZEN, 3, 0.71, 0.4),
            run(Arm.LEARNED, 4, 0.80, 0.6),
            run(Arm.FROZEN, 4, 0.70, 0.4),
            run(Arm.LEARNED, 5, 0.70, 0.6),
            run(Arm.FROZEN, 5, 0.72, 0.4));
    JointFindings found = JointFindings.of(runs, "accuracy", SETTING, Optional.empty());
    assertThat(
            OptimizationSummary.of(Optional.of(found), Optional.empty(), Optional.empty())
                .getFirst())
        .startsWith(
            "No effect of learning θ is shown: with learned θ the model reaches 0.750 of accuracy,"
                + " with θ fixed at its initial values 0.710: a difference of 0.040 (95 %"
                + " interval ");
  }
}
