package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.DriftScore.Corrupted;
import dev.rawline.workbench.plot.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftSummaryTest {
  private final List<DriftScore> scores = new ArrayList<>();

  private void add(String trained, String tested, double... bySplit) {
    add("accuracy", trained, tested, Optional.empty(), bySplit);
  }

  private void add(
      String metric,
      String trained,
      String tested,
      Optional<Corrupted> corrupted,
      double... bySplit) {
    for (int i = 0; i < bySplit.length; i++) {
      scores.add(
          new DriftScore(
              trained, tested, corrupted, i + 1, new LinkedHashMap<>(Map.of(metric, bySplit[i]))));
    }
  }

  private List<String> story(String metric) {
    return DriftSummary.of(DriftFindings.of(scores, metric)).sentences();
  }

  @Test
  void aSignificantLossIsReported() {
    add("bilinear-sharpen-median", "bilinear-sharpen-median", 0.78, 0.80, 0.82, 0.84, 0.86);
    add("bilinear-sharpen-median", "menon-sharpen-median", 0.66, 0.71, 0.72, 0.73, 0.78);
    add(
        "accuracy",
        "bilinear-sharpen-median",
        "bilinear-sharpen-median",
        Optional.of(new Corrupted("contrast", 3)),
        0.49,
        0.5,
        0.51,
        0.53,
        0.57);

    // Losses of 0.12, 0.09, 0.10, 0.11, 0.08: mean 0.1, t(4) · 0.0158/√5 = 2.776 · 0.00707 = 0.02.
    assertThat(story("accuracy"))
        .satisfiesExactly(
            matched ->
                assertThat(matched)
                    .isEqualTo(
                        "Under matched conditions a model reaches an accuracy of 0.82 on average"
                            + " (95 % interval over 5 splits of the data: 0.78 to 0.86)."),
            drift ->
                assertThat(drift)
                    .isEqualTo(
                        "Where only the camera’s processing is different, the drop is 0.10 on"
                            + " average (95 % interval 0.08 to 0.12), and 0.10 at worst: trained on"
                            + " bilinear-sharpen-median and tested on menon-sharpen-median."),
            corruptions ->
                assertThat(corruptions)
                    .startsWith(
                        "Under corruptions of severity 3, applied to processed images as in"
                            + " benchmarks, the drop is 0.30, 3 times the drop under drift ("));
  }

  @Test
  void whereDriftGainsTheMissingRatioIsExplained() {
    add("a", "a", 0.70, 0.72, 0.74);
    add("a", "b", 0.80, 0.82, 0.85);
    add("accuracy", "a", "a", Optional.of(new Corrupted("contrast", 2)), 0.5, 0.51, 0.55);

    List<String> story = story("accuracy");

    assertThat(story.get(1)).contains("the gain is 0.10 on average");
    assertThat(story.get(2))
        .contains("no ratio to drift is given, because there is no drop under drift")
        .doesNotContain("is not significant");
  }

  @Test
  void whereTheDropHasNoIntervalNothingIsSaidOfItsSignificance() {
    add("a", "a", 0.80, 0.82);
    add("a", "b", 0.70, 0.80);
    add("accuracy", "a", "a", Optional.of(new Corrupted("contrast", 2)), 0.5, 0.51);

    assertThat(story("accuracy").get(2))
        .contains("because the uncertainty of the drop under drift is unknown")
        .doesNotContain("significant");
  }

  @Test
  void aStageWithoutAnEffectIsNotNamed() {
    add("a", "a", 0.8, 0.82);
    add("a", "b", 0.8, 0.82);

    assertThat(story("accuracy").get(2)).isEqualTo("No corruptions were measured.");
  }

  @Test
  void smallErrorsShowTheirDigits() {
    add("mean_square", "a", "a", Optional.empty(), 4.1e-4, 4.2e-4, 4.3e-4);
    add("mean_square", "a", "b", Optional.empty(), 8.1e-4, 8.3e-4, 8.2e-4);

    assertThat(story("mean_square").get(0)).contains("a mean square of 0.00042 on average");
    assertThat(story("mean_square").get(1)).contains("the drop is 0.00040 on average");
  }

  @Test
  void anInsignificantLossIsNotReportedAsALoss() {
    add("a", "a", 0.8, 0.82, 0.84, 0.82, 0.82);
    add("a", "b", 0.85, 0.8, 0.8, 0.72, 0.93);
    add("accuracy", "a", "a", Optional.of(new Corrupted("contrast", 2)), 0.5, 0.51, 0.55);

    List<String> story = story("accuracy");

    assertThat(story.get(1))
        .startsWith(
            "Where only the camera’s processing is different, the average drop of 0.00 is not"
                + " significant (95 % interval −0.10 to 0.10).");
    assertThat(story.get(2)).contains("no ratio to drift is given").doesNotContain("times");
  }

  /** The worst of gains is reported as a loss, with the digits of the mean. */
  @ParameterizedTest
  @CsvSource({
    "0.70,0.72, 0.90,0.92, 0.65,0.67, the gain is 0.075, 0.050",
    "0.80,0.82, 0.840,0.770, 0.764,0.783, the average drop of 0.02 is not, 0.04"
  })
  void theWorstLossIsReportedWithTheMean(
      double a1, double a2, double b1, double b2, double c1, double c2, String mean, String worst) {
    add("a", "a", a1, a2, (a1 + a2) / 2, a1, a2);
    add("a", "b", b1, b2, (b1 + b2) / 2, b1, b2);
    add("a", "c", c1, c2, (c1 + c2) / 2, c1, c2);

    assertThat(story("accuracy").get(1))
        .contains(mean)
        .endsWith(", and a drop of %s at worst: trained on a and tested on c.".formatted(worst));
  }

  @Test
  void splitsThatAgreeExactlyHaveNoIntervalForThatReason() {
    add("a", "a", 0.8, 0.8, 0.8, 0.8, 0.8);
    add("a", "b", 0.7, 0.7, 0.7, 0.7, 0.7);

    assertThat(story("accuracy").get(0))
        .endsWith(
            "(no interval is available: all 5 splits of the data agree exactly, or it would cover"
                + " every possible value).");
    assertThat(story("accuracy").get(1))
        .contains(
            "the drop is 0.10 on average (no interval is available: all 5 splits of the data agree"
                + " exactly, or it would cover every possible value), and 0.10 at worst");
  }

  @Test
  void fewSplitsWithoutPredictionsHaveNoInterval() {
    add("a", "a", 0.8, 0.9);
    add("a", "b", 0.7, 0.6);

    assertThat(story("accuracy").get(0))
        .endsWith(
            "(from 2 splits of the data: no interval, because it takes 5, or predictions of single"
                + " samples).");
    assertThat(story("accuracy").get(1))
        .contains("the drop is 0.20 on average (from 2 splits of the data: no interval, because");
  }

  @Test
  void cellsWithoutACommonSplitAreReported() {
    add("a", "a", 0.8);
    scores.add(
        new DriftScore(
            "b", "b", Optional.empty(), 2, new LinkedHashMap<>(Map.of("accuracy", 0.7))));

    assertThat(story("accuracy").get(0)).contains("its cells have no split of the data in common");
  }

  @Test
  void modelsAtChanceLevelAreWarnedAbout() {
    for (String tested : List.of("a", "b")) {
      scores.add(
          new DriftScore(
              "a",
              tested,
              Optional.empty(),
              1,
              new LinkedHashMap<>(Map.of("accuracy", 0.5, "recall_x", 1.0, "recall_y", 0.0))));
    }
    DriftFindings findings = DriftFindings.of(scores, "accuracy");

    assertThat(DriftSummary.of(findings).matched())
        .endsWith(
            " These models are close to chance level (2 classes: 0.50). The numbers below do not"
                + " show the effect of drift.");
    assertThat(DriftSummary.of(DriftFindings.of(scores, "accuracy", 0.7)).matched())
        .contains("close to chance level (2 classes: 0.70).");
    assertThat(DriftHeatMap.matrix(findings).marks())
        .noneMatch(mark -> mark instanceof Mark.Box box && box.stroke() > 3);
  }

  @Test
  void ofASingleSplitNoSignificanceIsClaimed() {
    add("a", "a", 0.8);
    add("a", "b", 0.7);

    assertThat(story("accuracy"))
        .containsExactly(
            "Under matched conditions a model reaches an accuracy of 0.80 on average (from a single"
                + " split of the data).",
            "Where only the camera’s processing is different, the drop is 0.10; the variation by"
                + " chance is unknown, and 0.10 at worst: trained on a and tested on b.",
            "Among the camera’s stages, processing explains the largest share of the drop: 100 % of"
                + " the variance over all cells.");
  }

  @Test
  void withoutDriftScoresNoDriftIsReported() {
    add("a", "a", 0.8, 0.9);

    assertThat(story("accuracy").get(1))
        .isEqualTo(
            "No model was tested under other conditions, so that the drop under drift is unknown.");
  }

  @Test
  void anIncreasedErrorIsALoss() {
    add("mean_square", "a", "a", Optional.empty(), 2.0, 2.1, 2.2);
    add("mean_square", "a", "b", Optional.empty(), 5.0, 5.1, 5.3);

    assertThat(story("mean_square").get(1)).contains("the drop is 3.0 on average");
  }

  @Test
  void aChangeOfTheCameraIsNotCalledAChangeOfProcessing() {
    assertThat(DriftSummary.of(ExampleDrifts.ofCameras("iou")).drift())
        .startsWith("Where the camera is different,");
  }
}
