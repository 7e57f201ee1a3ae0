package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.experiment.DriftScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two models of four classes, whose guess level is 0.25; drift costs 0.1. */
class FloorLimitsTest {
  private static final String ONE = "bilinear-sharpen-median";
  private static final String OTHER = "menon-unsharp-median";

  private final List<DriftScore> scores = new ArrayList<>();

  private void add(String trained, String tested, String corruption, int severity, double mean) {
    for (int split = 1; split <= 5; split++) {
      LinkedHashMap<String, Double> metrics = new LinkedHashMap<>();
      double differing = trained.equals(tested) && severity == 0 ? 0.002 : 0.001;
      metrics.put(Scores.METRIC, mean + differing * (split - 3));
      List.of("a", "b", "c", "d").forEach(name -> metrics.put("recall_" + name, mean));
      scores.add(
          new DriftScore(
              trained,
              tested,
              severity == 0
                  ? Optional.empty()
                  : Optional.of(new DriftScore.Corrupted(corruption, severity)),
              split,
              metrics));
    }
  }

  private DriftFindings found(double noise, double blur) {
    for (String model : List.of(ONE, OTHER)) {
      add(model, model, "", 0, 0.8);
      add(model, model.equals(ONE) ? OTHER : ONE, "", 0, 0.7);
      add(model, model, "gaussian_noise", 1, noise);
      add(model, model, "zoom_blur", 1, blur);
    }
    return DriftFindings.of(scores, Scores.METRIC);
  }

  @Test
  void aboveTheGuessLevelEverythingEntersTheRatio() {
    DriftFindings found = found(0.3, 0.6);

    assertThat(found.floor().corruptions()).isEmpty();
    assertThat(found.ratio().get(1).orElseThrow().value()).isCloseTo(3.5, within(1e-9));
  }

  @Test
  void aCorruptionAtTheGuessLevelEntersNoRatio() {
    DriftFindings found = found(0.2505, 0.6);

    assertThat(found.floor().corruptions(1)).containsExactly("gaussian_noise");
    assertThat(found.corruptionDrop().get(1).value()).isCloseTo(0.37475, within(1e-9));
    assertThat(found.ratio().get(1).orElseThrow().value()).isCloseTo(2, within(1e-9));
    assertThat(DriftSummary.of(found).corruptions())
        .contains(
            "the drop is 0.37",
            "; without what is at chance level 0.25 (4 classes) (gaussian noise) it is 2 times the drop under drift");
  }

  /** The strength of a corruption that leaves nothing cannot be read from what is lost. */
  @Test
  void whereAllCorruptionsReachTheGuessLevelThereIsNoRatio() {
    DriftFindings found = found(0.25, 0.2);

    assertThat(found.ratio().get(1)).isEmpty();
    assertThat(found.floor().corruptions(1)).containsExactly("gaussian_noise", "zoom_blur");
    assertThat(DriftSummary.of(found).corruptions())
        .contains("no ratio to drift is given, because models are at chance level 0.25")
        .doesNotContain("times");
  }

  @Test
  void conditionsAndModelsAtTheGuessLevelEnterNoRatio() {
    for (String model : List.of(ONE, OTHER)) {
      add(model, "menon-unsharp-median, light 0.01", "", 0, 0.25);
    }
    add("guesses", "guesses", "", 0, 0.25);
    add("guesses", ONE, "", 0, 0.25);
    add("guesses", "guesses", "zoom_blur", 1, 0.25);
    DriftFindings found = found(0.3, 0.6);

    assertThat(found.floor().models()).containsExactly("guesses");
    assertThat(found.floor().conditions()).containsExactly("menon-unsharp-median, light 0.01");
    assertThat(found.floor().corruptions()).isEmpty();
    assertThat(found.ratio().get(1).orElseThrow().value()).isCloseTo(3.5, within(1e-9));
    // The drop itself is of everything that was measured.
    assertThat(found.driftDrop().orElseThrow().value())
        .isCloseTo((0.1 * 2 + 0.55 * 2) / 5, within(1e-9));
  }
}
