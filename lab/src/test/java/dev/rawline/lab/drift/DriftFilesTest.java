package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.Seeds;
import dev.rawline.lab.experiment.DriftScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftFilesTest {
  private static final String ODD = "chains/own, second.yaml, light 0.1";
  private static final List<String> CONDITIONS =
      List.of("menon-unsharp-median", "menon-sharpen-median", ODD);

  @TempDir Path folder;

  private static List<DriftScore> scores(int splits) {
    List<DriftScore> scores = new ArrayList<>();
    for (DriftScore score :
        Scores.drawn(CONDITIONS, splits, 2, new Random(Seeds.next("DriftFilesTest")))) {
      SequencedMap<String, Double> metrics = new LinkedHashMap<>(score.metrics());
      metrics.put("loss", 1 / 3.0);
      if (score.split() == 1) {
        // Of a class that was not predicted in the other splits.
        metrics.put("precision of \"Cell, other\"", .25);
      }
      scores.add(
          new DriftScore(
              score.trained(), score.tested(), score.corruption(), score.split(), metrics));
    }
    return scores;
  }

  private void write(List<DriftScore> scores) throws IOException {
    DriftFiles.write(
        scores,
        DriftFindings.of(scores, Scores.METRIC),
        Map.of("plan", "abc", "seeds", List.of(1, 2)),
        folder);
  }

  @Test
  void deviationsAreWrittenFromTwoSplitsOn() throws IOException {
    write(
        List.of(
            Scores.score("a.yaml", "a.yaml", 1, .75),
            Scores.score("a.yaml", "a.yaml", 2, .875),
            Scores.score("a.yaml", "b.yaml", 1, .5),
            Scores.score("a.yaml", "b.yaml", 2, .625),
            Scores.score("b.yaml", "b.yaml", 1, .5)));

    List<String> lines = Files.readAllLines(folder.resolve("cells.csv"));
    // Equal drops: no interval is known, their deviation is 0 and the propagated one is not.
    assertThat(lines.get(2))
        .startsWith("a.yaml,b.yaml,,0,accuracy,2,0.5625,")
        .endsWith(",0.25,0.0,0.125,,");
    assertThat(lines.get(3)).isEqualTo("b.yaml,b.yaml,,0,accuracy,1,0.5,,,,0.0,,,,");
    List<?> cells = (List<?>) JsonFile.read(folder.resolve("findings.json")).get("cells");
    Map<String, Object> single = map(map(map(cells.getLast()).get("metrics")).get("accuracy"));
    assertThat(single).containsEntry("deviation", null).containsEntry("splits", 1);
    Map<String, Object> twice = map(map(map(cells.getFirst()).get("metrics")).get("accuracy"));
    assertThat((double) twice.get("deviation")).isCloseTo(.125 / Math.sqrt(2), within(1e-12));
  }

  @Test
  void scoresAreReadBackWithAllDigits() throws IOException {
    List<DriftScore> scores = scores(3);
    write(scores);

    assertThat(DriftFiles.readScores(folder.resolve("scores.csv"))).isEqualTo(scores);
    assertThat(DriftFindings.of(DriftFiles.readScores(folder.resolve("scores.csv")), Scores.METRIC))
        .isEqualTo(DriftFindings.of(scores, Scores.METRIC));
  }

  @Test
  void allFilesAreWritten() throws IOException {
    write(scores(2));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "scores.csv",
              "cells.csv",
              "matrix-accuracy.csv",
              "corruptions-1-accuracy.csv",
              "corruptions-2-accuracy.csv",
              "findings.json");
    }
  }

  @Test
  void matricesAreTablesOfMeans() throws IOException {
    List<DriftScore> scores = scores(2);
    DriftFindings found = DriftFindings.of(scores, Scores.METRIC);
    write(scores);

    CsvMatrix matrix = CsvMatrix.parse(Files.readAllLines(folder.resolve("matrix-accuracy.csv")));
    assertThat(matrix).isEqualTo(CsvMatrix.of("trained\\tested", found.matrix()));
    CsvMatrix corrupted =
        CsvMatrix.parse(Files.readAllLines(folder.resolve("corruptions-2-accuracy.csv")));
    assertThat(corrupted.columns())
        .containsExactly("identity", "gaussian_noise", "zoom_blur", "contrast");
    assertThat(corrupted.cells().get(1).get(0))
        .contains(found.matrix().at(1, 1).orElseThrow().mean());
    assertThat(corrupted.cells().get(1).get(3))
        .contains(found.corruptions().get(2).at(1, 2).orElseThrow().mean());
  }

  @Test
  void findingsHoldTheFiguresAndTheirOrigin() throws IOException {
    List<DriftScore> scores = scores(5);
    DriftFindings found = DriftFindings.of(scores, Scores.METRIC);
    write(scores);

    Map<String, Object> json = JsonFile.read(folder.resolve("findings.json"));
    assertThat(json)
        .containsEntry("metric", "accuracy")
        .containsEntry("higher_is_better", true)
        .containsEntry("splits", List.of(1, 2, 3, 4, 5))
        .containsEntry("trained", CONDITIONS)
        .containsEntry("tested", CONDITIONS)
        .containsEntry("origin", Map.of("plan", "abc", "seeds", List.of(1, 2)))
        .containsKeys(
            "matched_mean",
            "drift_drop",
            "corruption_drop",
            "ratio",
            "at_chance_level",
            "worst",
            "effects",
            "ranks",
            "ranks_by_severity",
            "published");
    assertThat(map(json.get("drift_drop")))
        .containsEntry("value", found.driftDrop().orElseThrow().value())
        .containsEntry("low", found.driftDrop().orElseThrow().low());
  }

  @Test
  void findingsHoldEveryMetricOfEveryCell() throws IOException {
    List<DriftScore> scores = scores(3);
    DriftFindings found = DriftFindings.of(scores, Scores.METRIC);
    write(scores);

    List<?> cells = (List<?>) JsonFile.read(folder.resolve("findings.json")).get("cells");
    assertThat(cells).hasSize(9 + 3 * 3 * 2);
    Map<String, Object> last = map(cells.getLast());
    assertThat(last)
        .containsEntry("trained", ODD)
        .containsEntry("tested", ODD)
        .containsEntry("corruption", "contrast")
        .containsEntry("severity", 2);
    Map<String, Object> metrics = map(last.get("metrics"));
    assertThat(metrics.keySet())
        .containsExactly("accuracy", "loss", "precision of \"Cell, other\"");
    assertThat(map(metrics.get("accuracy")))
        .containsEntry("mean", found.corruptions().get(2).at(2, 2).orElseThrow().mean())
        .containsEntry("splits", 3);
    // Known of one split, so without an interval.
    assertThat(map(metrics.get("precision of \"Cell, other\"")))
        .containsEntry("mean", .25)
        .containsEntry("low", null)
        .containsEntry("splits", 1);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @Test
  void ofOneSplitThereIsNoUncertainty() throws IOException {
    write(scores(1));

    assertThat(Files.readString(folder.resolve("findings.json")))
        .contains("\"low\" : null")
        .doesNotContain("NaN")
        .doesNotContainPattern("\"low\" : [0-9-]");
    assertThat(Files.readAllLines(folder.resolve("cells.csv")))
        .first()
        .isEqualTo(
            "trained,tested,corruption,severity,metric,splits,mean,deviation,low,high,drop,"
                + "drop_deviation,drop_propagated_deviation,drop_low,drop_high");
    assertThat(Files.readAllLines(folder.resolve("cells.csv")))
        .contains("menon-unsharp-median,menon-unsharp-median,,0,loss,1," + 1 / 3.0 + ",,,,0.0,,,,");
  }

  @Test
  void allMistakesOfATableAreReportedWithTheirLines() throws IOException {
    Path file = folder.resolve("scores.csv");
    Files.writeString(
        file,
        """
        trained,tested,corruption,severity,split,metric,value
        a,b,,0,1,accuracy,0.5
        a,b,,0,1,accuracy,0.6
        a,b,fog,0,1,accuracy,0.6
        a,b,fog,7,1,accuracy,0.6
        a,b,,0,0,accuracy,NaN
        a,b,,0,one,accuracy,0.6
        a,b,,0,1,accuracy
        """);

    assertThatIOException()
        .isThrownBy(() -> DriftFiles.readScores(file))
        .withMessage(
            file
                + """
                : 6 errors
                  - line 3: accuracy of the score of the model of a under b, split 1 occurs twice: expected it once
                  - line 4: corruption is 'fog' and severity is 0: expected a corruption and 1 to 5, or none and 0
                  - line 5: the severity of fog is 7: expected 1 to 5
                  - line 6: the score of the model of a under b, split 0: split is 0: expected 1 or more; accuracy is NaN: expected a finite number; leave out what is not defined
                  - line 7: split is 'one': expected a whole number
                  - line 8: has 6 fields: expected 7, as line 1 names columns\
                """);
  }

  @Test
  void anotherTableIsRefused() throws IOException {
    Path file = folder.resolve("scores.csv");
    Files.writeString(file, "file,class\n");

    assertThatIOException()
        .isThrownBy(() -> DriftFiles.readScores(file))
        .withMessageStartingWith(
            file
                + """
                : 7 errors
                  - line 1: names no column trained: expected trained, tested, corruption, severity, split, metric, value; it has file, class
                """);
  }
}
