package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.learning.metric.ValueRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DriftFindingsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final String ONE = "bilinear-sharpen-median";
  private static final String OTHER = "bilinear-unsharp-median";

  private final Random random = new Random(Seeds.next("DriftFindingsTest"));

  private static DriftFindings of(List<DriftScore> scores) {
    return DriftFindings.of(scores, Scores.METRIC);
  }

  /** Returns two models on two splits; differences by hand: .10, .14 and .02, .04. */
  private static List<DriftScore> byHand() {
    double[][][] numbers = {{{.80, .84}, {.70, .70}}, {{.86, .88}, {.88, .92}}};
    List<DriftScore> scores =
        new ArrayList<>(
            Scores.matrix(
                List.of(ONE, OTHER), 2, (row, column, split) -> numbers[row][column][split - 1]));
    for (int split = 1; split <= 2; split++) {
      scores.add(Scores.corrupted(ONE, "contrast", 3, split, .60));
      scores.add(Scores.corrupted(OTHER, "contrast", 3, split, .50));
      scores.add(Scores.corrupted(ONE, "contrast", 5, split, .30));
      scores.add(Scores.corrupted(OTHER, "contrast", 5, split, .10));
    }
    return scores;
  }

  @Test
  void figuresMatchHandCalculation() {
    DriftFindings found = of(byHand());

    assertThat(found.matchedMean().orElseThrow().value()).isCloseTo(.86, EXACT);
    Estimate drop = found.driftDrop().orElseThrow();
    assertThat(drop.value()).isCloseTo(.075, EXACT);
    assertThat(drop.hasInterval()).as("of two splits").isFalse();
    assertThat(found.corruptionDrop().get(3).value()).isCloseTo(.31, EXACT);
    assertThat(found.corruptionDrop().get(5).value()).isCloseTo(.66, EXACT);
    // By Student's t of two splits the drop's interval would hold 0.
    assertThat(found.ratio().get(3)).isEmpty();
    DriftFindings.WorstCell worst = found.worst().orElseThrow();
    assertThat(worst.trained()).isEqualTo(ONE);
    assertThat(worst.tested()).isEqualTo(OTHER);
    assertThat(worst.matched()).isCloseTo(.82, EXACT);
    assertThat(worst.value()).isCloseTo(.70, EXACT);
    assertThat(found.worst(5)).hasSize(2);
    assertThat(found.matrix().at(0, 0).orElseThrow().deviation())
        .isCloseTo(.04 / Math.sqrt(2), EXACT);
    assertThat(found.corruptions().get(5).tested()).containsExactly("contrast");
  }

  @Test
  void dropsArePairedAndTheirDeviationsPropagated() {
    MetricDrop drop = of(byHand()).drop(1, 0).orElseThrow();

    assertThat(drop.mean()).isCloseTo(.03, EXACT);
    assertThat(drop.paired()).isCloseTo(.02 / Math.sqrt(2), EXACT);
    assertThat(drop.propagated()).isCloseTo(Math.sqrt((.02 * .02 + .04 * .04) / 2), EXACT);
    assertThat(of(byHand()).drop(5, 1, 0).orElseThrow().mean()).isCloseTo(.80, EXACT);
    assertThat(of(byHand()).drop(0, 0).orElseThrow().mean()).isZero();
  }

  @Test
  void aDropThatIsEqualInEverySplitHasDeviations() {
    double[] own = {.80, .84, .88};
    List<DriftScore> scores =
        Scores.matrix(
            List.of(ONE, OTHER),
            3,
            (row, column, split) -> own[split - 1] - (row == column ? 0 : .1));
    MetricDrop drop = of(scores).drop(0, 1).orElseThrow();

    assertThat(drop.splits()).isEqualTo(3);
    assertThat(drop.interval().hasInterval()).isFalse();
    assertThat(drop.paired()).isZero();
    assertThat(drop.propagated()).isCloseTo(.04 * Math.sqrt(2), EXACT);
  }

  /** The diagonal of the row has a split that no other cell has. */
  @Test
  void anUnfinishedSplitChangesNothing() {
    List<DriftScore> whole = new ArrayList<>(byHand());
    List<DriftScore> more = new ArrayList<>(whole);
    more.add(Scores.score(ONE, ONE, 3, .1));
    more.add(Scores.score(OTHER, OTHER, 3, .99));
    more.add(Scores.score(OTHER, ONE, 3, .01));
    more.add(Scores.corrupted(ONE, "contrast", 3, 3, .01));
    more.add(Scores.corrupted(OTHER, "contrast", 3, 3, .99));
    DriftFindings expected = of(whole);
    DriftFindings found = of(more);

    assertThat(found.matchedMean().orElseThrow().value()).isNotZero();
    assertThat(found.driftDrop()).isEqualTo(expected.driftDrop());
    assertThat(found.effects()).isEqualTo(expected.effects());
    assertThat(found.worst(5)).isEqualTo(expected.worst(5));
    assertThat(found.ranks()).isEqualTo(expected.ranks());
    assertThat(found.ranks(5)).isEqualTo(expected.ranks(5));
    MetricDrop drop = found.drop(0, 1).orElseThrow();
    assertThat(drop).isEqualTo(expected.drop(0, 1).orElseThrow());
  }

  @Test
  void theLossOfTheWorstCellIsTheDifferenceOfItsScores() {
    DriftFindings.WorstCell worst = of(byHand()).worst().orElseThrow();

    assertThat(worst.lost()).isCloseTo(.12, EXACT);
    assertThat(worst.matched() - worst.value()).isCloseTo(worst.lost(), EXACT);
  }

  @Test
  void withoutALossThereIsNoWorstCell() {
    DriftFindings found =
        of(
            List.of(
                Scores.score(ONE, ONE, 1, .5),
                Scores.score(ONE, OTHER, 1, .5),
                Scores.score(OTHER, ONE, 1, .7),
                Scores.score(OTHER, OTHER, 1, .6)));

    assertThat(found.worst()).isEmpty();
    assertThat(found.worst(5)).isEmpty();
    assertThat(found.driftDrop().orElseThrow().value()).isCloseTo(-.05, EXACT);
  }

  /** By Student's t the accuracy of 0.78 would lie between 0.38 and 1.18. */
  @Test
  void intervalsStayWithinTheRangeOfTheMetric() {
    double[] matched = {.9, .2, .95, .9, .95};
    double[] drifted = {.0, .9, .15, .0, .0};
    List<DriftScore> scores =
        new ArrayList<>(
            Scores.matrix(
                List.of(ONE, OTHER),
                5,
                (row, column, split) -> (row == column ? matched : drifted)[split - 1]));
    for (int split = 1; split <= 5; split++) {
      scores.add(Scores.corrupted(ONE, "contrast", 3, split, drifted[split - 1]));
    }
    DriftFindings found = of(scores);

    for (Estimate mean :
        List.of(
            found.matchedMean().orElseThrow(),
            found.interval(found.matrix().at(0, 0).orElseThrow()))) {
      assertThat(mean.value()).isCloseTo(3.9 / 5, EXACT);
      assertThat(mean.low()).isCloseTo(0.376, within(1e-3));
      assertThat(mean.high()).isEqualTo(1);
    }
    for (Estimate drop :
        List.of(
            found.driftDrop().orElseThrow(),
            found.corruptionDrop().get(3),
            found.corruptionDrop(3, "contrast").orElseThrow(),
            found.drop(0, 1).orElseThrow().interval())) {
      assertThat(drop.low()).isCloseTo(-0.314, within(1e-3));
      assertThat(drop.high()).isEqualTo(1);
    }
  }

  @Test
  void errorsHaveNoUpperBound() {
    Estimate wide = new Estimate(2, -3, 7, .95);

    assertThat(ValueRange.of("mean_square").cut(wide)).isEqualTo(new Estimate(2, 0, 7, .95));
    assertThat(ValueRange.of("mean_square").differences().cut(wide)).isEqualTo(wide);
    assertThat(ValueRange.of("loss").cut(wide)).isEqualTo(wide);
    assertThat(ValueRange.of("r_squared").cut(new Estimate(.5, -3, 7, .95)))
        .isEqualTo(new Estimate(.5, -3, 1, .95));
    assertThat(ValueRange.of("recall_x").cut(new Estimate(.5, .2, 7, .95)))
        .isEqualTo(new Estimate(.5, .2, 1, .95));
    assertThat(ValueRange.of("accuracy").cut(wide)).isEqualTo(wide);
  }

  @Test
  void anIntervalOfEveryPossibleValueIsNone() {
    assertThat(ValueRange.of("accuracy").cut(new Estimate(.5, -.3, 1.3, .95)))
        .isEqualTo(Estimate.withoutInterval(.5, .95));
    assertThat(ValueRange.of("accuracy").differences().cut(new Estimate(.5, -1.3, 2.3, .95)))
        .isEqualTo(Estimate.withoutInterval(.5, .95));
    assertThat(ValueRange.of("accuracy").cut(new Estimate(.5, .01, 1.3, .95)))
        .isEqualTo(new Estimate(.5, .01, 1, .95));
  }

  @Test
  void aModelAtChanceLevelIsReported() {
    assertThat(guessing(.25, "accuracy", 0).hardlyLearned()).isTrue();
    assertThat(guessing(.40, "accuracy", 0).hardlyLearned()).isFalse();
    assertThat(guessing(.40, "accuracy", .35).hardlyLearned()).isTrue();
    assertThat(guessing(.40, "macro_f1", .35).hardlyLearned()).isFalse();
    assertThat(guessing(.05, "iou", 0).guess()).isEmpty();
    assertThat(of(byHand()).hardlyLearned()).isFalse();
  }

  /** Returns findings of four classes. */
  private static DriftFindings guessing(double value, String metric, double mostFrequent) {
    LinkedHashMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(metric, value);
    List.of("a", "b", "c", "d").forEach(name -> metrics.put("recall_" + name, value));
    return DriftFindings.of(
        List.of(new DriftScore(ONE, ONE, Optional.empty(), 1, metrics)), metric, mostFrequent);
  }

  @Test
  void theDropByACorruptionIsAMeanOverMatchedModels() {
    List<DriftScore> scores = new ArrayList<>(byHand());
    scores.add(Scores.corrupted("other.yaml", "contrast", 3, 1, .1));
    DriftFindings found = of(scores);

    assertThat(found.corruptionDrop(3, "contrast").orElseThrow().value()).isCloseTo(.31, EXACT);
    assertThat(found.corruptionDrop(3, "gaussian_noise")).isEmpty();
  }

  @Test
  void ofOneSplitThereAreNoIntervals() {
    List<DriftScore> first = byHand().stream().filter(score -> score.split() == 1).toList();
    DriftFindings found = of(first);

    assertThat(found.driftDrop().orElseThrow().hasInterval()).isFalse();
    assertThat(found.matchedMean().orElseThrow().hasInterval()).isFalse();
    Estimate ratio = found.ratio().get(3).orElseThrow();
    assertThat(ratio.value()).isCloseTo(.29 / .06, EXACT);
    assertThat(ratio.hasInterval()).isFalse();
    assertThat(found.effects()).allMatch(effect -> !effect.effect().hasInterval());
  }

  @Test
  void equalScoresHaveNoDrop() {
    List<DriftScore> scores =
        new ArrayList<>(Scores.matrix(Scores.VIEWS, 3, (_, _, split) -> .7 + .1 / split));
    for (String view : Scores.VIEWS) {
      for (int split = 1; split <= 3; split++) {
        scores.add(Scores.corrupted(view, "contrast", 1, split, .2 + .01 * split));
      }
    }
    DriftFindings found = of(scores);

    assertThat(found.driftDrop()).contains(Estimate.withoutInterval(0, Estimate.LEVEL));
    assertThat(found.corruptionDrop().get(1).value()).isGreaterThan(.4);
    assertThat(found.ratio().get(1)).isEmpty();
    assertThat(found.effects()).hasSize(3).allMatch(effect -> effect.share() == 0);
    assertThat(found.ranks()).isEmpty();
  }

  @Test
  void permutingConditionsPermutesTheResult() {
    List<DriftScore> scores = Scores.drawn(Scores.VIEWS.subList(0, 7), 3, 2, random);
    List<DriftScore> shuffled = new ArrayList<>(scores);
    Collections.shuffle(shuffled, random);
    DriftFindings one = of(scores);
    DriftFindings other = of(shuffled);

    assertThat(other.matrix().trained())
        .containsExactlyInAnyOrderElementsOf(one.matrix().trained());
    assertThat(other.matrix().cut(one.matrix().trained(), one.matrix().tested()))
        .isEqualTo(one.matrix());
    for (int row = 0; row < 7; row++) {
      assertThat(other.matrix().matched(row)).hasValue(row);
    }
    assertSame(one, other, drop -> drop);
  }

  @Test
  void addingAConstantChangesNoDrop() {
    List<DriftScore> scores = Scores.drawn(Scores.VIEWS, 4, 1, random);

    DriftFindings one = of(scores);
    DriftFindings other = of(mapped(scores, value -> value + 3));

    assertSame(one, other, drop -> drop);
    assertThat(other.matchedMean().orElseThrow().value())
        .isCloseTo(one.matchedMean().orElseThrow().value() + 3, EXACT);
  }

  @Test
  void scalingScales() {
    List<DriftScore> scores = Scores.drawn(Scores.VIEWS, 4, 1, random);

    // Down, since an accuracy above 1 is none: its intervals would be cut where accuracies end.
    assertSame(of(scores), of(mapped(scores, value -> 0.7 * value)), drop -> 0.7 * drop);
  }

  /**
   * Requires that drops, effects and the worst loss are mapped, and ratios, shares and ranks are
   * not.
   */
  private static void assertSame(DriftFindings one, DriftFindings other, DoubleUnaryOperator map) {
    assertClose(other.driftDrop().orElseThrow(), one.driftDrop().orElseThrow(), map);
    one.corruptionDrop()
        .forEach((severity, drop) -> assertClose(other.corruptionDrop().get(severity), drop, map));
    one.ratio()
        .forEach(
            (severity, ratio) -> {
              assertThat(other.ratio().get(severity).isPresent()).isEqualTo(ratio.isPresent());
              ratio.ifPresent(
                  some ->
                      assertClose(other.ratio().get(severity).orElseThrow(), some, value -> value));
            });
    assertThat(other.worst().orElseThrow().trained())
        .isEqualTo(one.worst().orElseThrow().trained());
    assertThat(other.worst().orElseThrow().tested()).isEqualTo(one.worst().orElseThrow().tested());
    assertThat(other.effects()).hasSameSizeAs(one.effects());
    for (int i = 0; i < one.effects().size(); i++) {
      assertThat(other.effects().get(i).stage()).isEqualTo(one.effects().get(i).stage());
      assertThat(other.effects().get(i).share()).isCloseTo(one.effects().get(i).share(), EXACT);
      assertClose(other.effects().get(i).effect(), one.effects().get(i).effect(), map);
    }
    assertThat(other.ranks().map(RankChanges::ranks))
        .isEqualTo(one.ranks().map(RankChanges::ranks));
    one.ranks()
        .ifPresent(
            ranks -> {
              RankChanges others = other.ranks().orElseThrow();
              assertThat(others.kendall()).isCloseTo(ranks.kendall(), EXACT);
              assertThat(others.spearman()).isCloseTo(ranks.spearman(), EXACT);
            });
  }

  private static void assertClose(Estimate found, Estimate expected, DoubleUnaryOperator map) {
    assertThat(found.value()).isCloseTo(map.applyAsDouble(expected.value()), within(1e-10));
    assertThat(found.low()).isCloseTo(map.applyAsDouble(expected.low()), within(1e-10));
    assertThat(found.high()).isCloseTo(map.applyAsDouble(expected.high()), within(1e-10));
  }

  private static List<DriftScore> mapped(List<DriftScore> scores, DoubleUnaryOperator map) {
    return scores.stream()
        .map(
            score -> {
              var metrics = new LinkedHashMap<String, Double>();
              score.metrics().forEach((name, value) -> metrics.put(name, map.applyAsDouble(value)));
              return new DriftScore(
                  score.trained(), score.tested(), score.corruption(), score.split(), metrics);
            })
        .toList();
  }

  @Test
  void whereLessIsBetterADropIsAnIncrease() {
    List<DriftScore> scores = new ArrayList<>();
    for (DriftScore score : byHand()) {
      var metrics = new LinkedHashMap<String, Double>();
      score.metrics().forEach((_, value) -> metrics.put("loss", 1 - value));
      scores.add(
          new DriftScore(
              score.trained(), score.tested(), score.corruption(), score.split(), metrics));
    }
    DriftFindings found = DriftFindings.of(scores, "loss");

    assertThat(found.higherIsBetter()).isFalse();
    assertThat(found.driftDrop().orElseThrow().value()).isCloseTo(.075, EXACT);
    assertThat(found.worst().orElseThrow().tested()).isEqualTo(OTHER);
    assertThat(found.ranks().orElseThrow().ranks())
        .isEqualTo(of(byHand()).ranks().orElseThrow().ranks());
    assertThat(found.published()).isEmpty();
  }

  @Test
  void conditionsThatWereOnlyTrainedOrOnlyTestedHaveNoMatchedScore() {
    List<DriftScore> scores =
        List.of(
            Scores.score(ONE, "other.yaml", 1, .6),
            Scores.score(ONE, ONE, 1, .8),
            // Never tested under its own condition.
            Scores.score(OTHER, ONE, 1, .1),
            Scores.corrupted(OTHER, "contrast", 2, 1, .2));
    DriftFindings found = of(scores);

    assertThat(found.matrix().tested()).containsExactly(ONE, "other.yaml");
    assertThat(found.matrix().at(1, 1)).isEmpty();
    assertThat(found.matchedMean()).contains(Estimate.withoutInterval(.8, Estimate.LEVEL));
    assertThat(found.driftDrop().orElseThrow().value()).isCloseTo(.2, EXACT);
    assertThat(found.corruptionDrop()).isEmpty();
    assertThat(found.drop(1, 0)).isEmpty();
    assertThat(found.drop(2, 1, 0)).isEmpty();
    assertThat(found.effects().getFirst().stage()).isEqualTo("processing");
  }

  @Test
  void modelsWithoutAMatchedScoreHaveNoDrop() {
    DriftFindings found = of(List.of(Scores.score(ONE, OTHER, 1, .6)));

    assertThat(found.matchedMean()).isEmpty();
    assertThat(found.driftDrop()).isEmpty();
    assertThat(found.worst()).isEmpty();
    assertThat(found.effects()).isEmpty();
  }

  @Test
  void augmentationIsAnAxisOfRowsOnly() {
    String augmented = Condition.of(ONE).name(Optional.of("weak"));
    List<DriftScore> scores =
        List.of(
            Scores.score(augmented, ONE, 1, .9),
            Scores.score(augmented, OTHER, 1, .8),
            Scores.score(ONE, ONE, 1, .7),
            Scores.score(ONE, OTHER, 1, .5),
            Scores.corrupted(augmented, "contrast", 1, 1, .6));
    DriftFindings found = of(scores);

    assertThat(augmented).isEqualTo("bilinear-sharpen-median, augment weak");
    assertThat(found.matchedMean().orElseThrow().value()).isCloseTo(.8, EXACT);
    assertThat(found.driftDrop().orElseThrow().value()).isCloseTo(.15, EXACT);
    assertThat(found.corruptionDrop().get(1).value()).isCloseTo(.3, EXACT);
    assertThat(found.effects()).extracting(MainEffect::stage).containsExactly("sharpening");
  }

  @Test
  void anUnfinishedSplitChangesNoFigure() {
    List<DriftScore> whole = Scores.drawn(Scores.VIEWS.subList(0, 4), 3, 1, random);
    List<DriftScore> more = new ArrayList<>(whole);
    more.add(Scores.score(Scores.VIEWS.get(0), Scores.VIEWS.get(0), 4, .99));
    more.add(Scores.score(Scores.VIEWS.get(0), Scores.VIEWS.get(1), 4, .01));

    assertThat(of(more).driftDrop()).isEqualTo(of(whole).driftDrop());
    assertThat(of(more).ratio()).isEqualTo(of(whole).ratio());
    assertThat(of(more).effects()).isEqualTo(of(whole).effects());
    assertThat(of(more).matrix().splits()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aMetricThatWasNotMeasuredIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftFindings.of(byHand(), "iou"))
        .withMessage("no score has the metric 'iou': expected one of accuracy");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DriftFindings.of(List.of(), "iou"))
        .withMessage("there are no scores: expected at least one");
  }

  @Test
  void duplicateScoresAreRefused() {
    List<DriftScore> scores = List.of(Scores.score(ONE, ONE, 2, .6), Scores.score(ONE, ONE, 2, .7));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(scores))
        .withMessage(
            "the score of the model of bilinear-sharpen-median under bilinear-sharpen-median, split"
                + " 2 occurs twice: expected one score for each model, condition, corruption and"
                + " split");
  }

  @Test
  void metricsThatAreNotNumbersAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.score(ONE, ONE, 0, Double.NaN))
        .withMessage(
            "the score of the model of bilinear-sharpen-median under bilinear-sharpen-median, split"
                + " 0: split is 0: expected 1 or more; accuracy is NaN: expected a finite number;"
                + " leave out what is not defined");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriftScore.Corrupted("fog", 6))
        .withMessage("the severity of fog is 6: expected 1 to 5");
  }
}
