package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingTest;
import dev.rawline.workbench.plot.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class DriftHeatMapTest {
  private static final DriftFindings TWELVE = ExampleDrifts.of(ExampleDrifts.VIEWS, 3, 0.02);

  private static List<String> words(Drawing drawing) throws Exception {
    NodeList texts = DrawingTest.parsed(drawing.svg()).getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static DriftScore score(String trained, String tested, int split, double value) {
    return new DriftScore(
        trained, tested, Optional.empty(), split, new LinkedHashMap<>(Map.of("accuracy", value)));
  }

  @Test
  void everyCellShowsItsMeanAndDeviation() throws Exception {
    // Means 0.85 and 0.65, deviations 0.05/√½ = 0.0707.
    List<DriftScore> scores =
        List.of(
            score("a", "a", 1, 0.9),
            score("a", "a", 2, 0.8),
            score("a", "b", 1, 0.7),
            score("a", "b", 2, 0.6));
    DriftFindings findings = DriftFindings.of(scores, "accuracy");

    assertThat(words(DriftHeatMap.matrix(findings)))
        .contains("0.85", "0.65", "±0.07", "trained on", "tested on", "a", "b", "accuracy")
        .contains("Mean over 2 splits of the data; small: their standard deviation (n − 1).");
    // √2 · 0.0707 = 0.1.
    assertThat(words(DriftHeatMap.differences(findings)))
        .contains("0", "+0.200", "±0.10", "drop of accuracy; colours by √|value|");
  }

  @Test
  void ofASingleSplitNoDeviationIsShown() throws Exception {
    DriftFindings findings = ExampleDrifts.of(ExampleDrifts.FOUR, 1, 0.02);

    assertThat(words(DriftHeatMap.matrix(findings)))
        .noneMatch(word -> word.startsWith("±"))
        .contains("From a single split of the data: the variation by chance is unknown.");
  }

  @Test
  void namesOfTheTwelveViewsAreShownInFull() throws Exception {
    assertThat(words(DriftHeatMap.matrix(TWELVE))).containsAll(ExampleDrifts.VIEWS);
  }

  @Test
  void marksStayWithinTheDrawing() {
    List<Drawing> drawings = new ArrayList<>();
    for (DriftFindings findings : List.of(TWELVE, ExampleDrifts.of(ExampleDrifts.FOUR, 1, 0))) {
      drawings.add(DriftHeatMap.matrix(findings));
      drawings.add(DriftHeatMap.differences(findings));
      drawings.add(DriftHeatMap.corruptions(findings, 3));
      drawings.add(DriftHeatMap.corruptionDrops(findings));
      drawings.add(DriftHeatMap.besidePublished(findings));
      drawings.add(SeverityPlot.of(findings));
      drawings.add(EffectBars.of("accuracy", findings.effects()));
      drawings.add(RankSlopes.of(findings.ranks().orElseThrow()));
    }
    drawings.add(DriftHeatMap.matrix(ExampleDrifts.ofCameras("iou")));
    List<DriftScore> longestLast = new ArrayList<>();
    for (String tested : List.of("a", "b", "c", "d", "e", "menon-unsharp-median, blur 1.5")) {
      longestLast.add(score("a", tested, 1, 0.9));
    }
    drawings.add(DriftHeatMap.matrix(DriftFindings.of(longestLast, "accuracy")));
    for (Drawing drawing : drawings) {
      DrawingTest.assertWordsWithin(drawing);
    }
  }

  @Test
  void unmeasuredCellsAreDashes() throws Exception {
    DriftFindings findings =
        DriftFindings.of(
            List.of(score("a", "a", 1, 0.9), score("b", "b", 1, 0.8), score("a", "b", 1, 0.7)),
            "accuracy");

    assertThat(words(DriftHeatMap.matrix(findings))).containsOnlyOnce("–");
  }

  @Test
  void smallNumbersShowTheirDigitsAndDifferInColour() throws Exception {
    List<DriftScore> scores = new ArrayList<>();
    for (int split = 1; split <= 2; split++) {
      for (String tested : List.of("a", "b")) {
        scores.add(
            new DriftScore(
                "a",
                tested,
                Optional.empty(),
                split,
                new LinkedHashMap<>(
                    Map.of("mean_square", (tested.equals("a") ? 4e-4 : 6e-4) + split * 1e-5))));
      }
    }
    Drawing drawing = DriftHeatMap.matrix(DriftFindings.of(scores, "mean_square"));

    assertThat(words(drawing)).anyMatch(word -> word.startsWith("0.0004"));
    assertThat(words(drawing)).anyMatch(word -> word.startsWith("0.0006"));
    assertThat(words(drawing)).noneMatch(word -> word.equals("0.000") || word.equals("±0.000"));
  }

  /** One of the models was not tested as trained, so that its drop is unknown. */
  @Test
  void onlyModelsThatLoseAreCounted() throws Exception {
    List<DriftScore> scores = new ArrayList<>();
    for (String model : List.of("a", "b", "c")) {
      scores.add(score(model, model.equals("c") ? "a" : model, 1, 0.9));
      scores.add(
          new DriftScore(
              model,
              model,
              Optional.of(new DriftScore.Corrupted("contrast", 1)),
              1,
              new LinkedHashMap<>(Map.of("accuracy", 0.5))));
    }
    assertThat(words(DriftHeatMap.corruptionDrops(DriftFindings.of(scores, "accuracy"))))
        .anyMatch(word -> word.contains("mean over 2 models"));
  }

  @Test
  void anEmptyInputIsRefused() {
    // Of a model that was tested under corruptions only.
    DriftFindings empty =
        DriftFindings.of(
            List.of(
                new DriftScore(
                    "a",
                    "a",
                    Optional.of(new DriftScore.Corrupted("contrast", 1)),
                    1,
                    new LinkedHashMap<>(Map.of("accuracy", 0.5)))),
            "accuracy");

    assertThatThrownBy(() -> DriftHeatMap.matrix(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no cell of the matrix was measured");
    assertThatThrownBy(() -> DriftHeatMap.corruptions(TWELVE, 7))
        .hasMessage("severity 7 was not measured: expected one of [1, 2, 3, 4, 5]");
  }

  @Test
  void effectsHaveFullNamesAndARoundAxisEvenIfAllAreZero() throws Exception {
    List<MainEffect> none =
        List.of(new MainEffect("demosaicing + sharpening", Estimate.withoutInterval(0, 0.95), 0));

    assertThat(words(EffectBars.of("accuracy", none)))
        .contains("demosaicing + sharpening", "0", "0.2", "0.4", "1", "0 %");
  }

  @Test
  void theWorstCellAndTheDiagonalAreFramed() {
    long frames =
        DriftHeatMap.matrix(TWELVE).marks().stream()
            .filter(mark -> mark instanceof Mark.Box box && box.stroke() > 3)
            .count();
    // One in the matrix and one in the legend.
    assertThat(frames).isEqualTo(2);
  }
}
