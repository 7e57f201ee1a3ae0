package dev.rawline.lab.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedDriftTest {

  @Test
  void figuresFollowFromThePublishedTables() {
    PublishedDrift microscopy = PublishedDrift.microscopy();
    assertThat(microscopy.matchedMean()).isCloseTo(.828, within(.0005));
    assertThat(microscopy.driftDrop()).isCloseTo(.0236, within(.00005));
    assertThat(microscopy.corruptionDrop()).isCloseTo(.2432, within(.0000501));
    assertThat(microscopy.ratio()).isCloseTo(10.3, within(.05));

    PublishedDrift drone = PublishedDrift.drone();
    assertThat(drone.matchedMean()).isCloseTo(.701, within(.0005));
    assertThat(drone.driftDrop()).isCloseTo(.0461, within(.00005));
    assertThat(drone.corruptionDrop()).isCloseTo(.1804, within(.00005));
    assertThat(drone.ratio()).isCloseTo(3.9, within(.05));
  }

  @ParameterizedTest
  @CsvSource({
    "published-drift-microscopy-accuracy.csv,drift_microscopy_accuracy.csv",
    "published-drift-drone-iou.csv,drift_drone_iou.csv",
    "published-corruptions-3-microscopy-accuracy.csv,corruptions3_microscopy_accuracy.csv",
    "published-corruptions-3-drone-iou.csv,corruptions3_drone_iou.csv"
  })
  void tablesMatchThePublication(String ours, String published) throws IOException {
    CsvMatrix expected =
        CsvMatrix.parse(Files.readAllLines(SharedData.require("published/" + published)));

    CsvMatrix table = PublishedDrift.table(ours);

    assertThat(table.rows()).isEqualTo(expected.rows()).isEqualTo(Scores.VIEWS);
    assertThat(table.columns()).isEqualTo(expected.columns());
    assertThat(table.cells()).isEqualTo(expected.cells());
  }

  @ParameterizedTest
  @CsvSource({"microscopy-accuracy", "drone-iou"})
  void corruptionsStartFromTheDiagonal(String name) {
    CsvMatrix drift = PublishedDrift.table("published-drift-" + name + ".csv");
    CsvMatrix corruptions = PublishedDrift.table("published-corruptions-3-" + name + ".csv");

    for (int i = 0; i < 12; i++) {
      assertThat(corruptions.cells().get(i).getFirst()).isEqualTo(drift.cells().get(i).get(i));
    }
  }

  @Test
  void aPublishedTableIsComparedWhereTheAxesMatch() {
    DriftMatrix ours =
        DriftFindings.of(
                Scores.matrix(
                    List.of("menon-unsharp-median", "other.yaml", "malvar-sharpen-median"),
                    1,
                    (_, _, _) -> .5),
                "accuracy")
            .matrix();

    DriftMatrix published =
        PublishedDrift.beside("balanced_accuracy", ours, Map.of())
            .orElseThrow()
            .matrix()
            .orElseThrow();

    assertThat(published.trained())
        .containsExactly("menon-unsharp-median", "malvar-sharpen-median");
    assertThat(published.tested()).isEqualTo(published.trained());
    assertThat(published.at(0, 1).orElseThrow().mean()).isEqualTo(.50);
    assertThat(PublishedDrift.beside("iou", ours, Map.of()).orElseThrow().name()).contains("Drone");
    assertThat(PublishedDrift.beside("r_squared", ours, Map.of())).isEmpty();
  }

  @Test
  void withoutCommonAxesOnlyPublishedFiguresAreShown() {
    DriftFindings found =
        DriftFindings.of(
            Scores.matrix(List.of("a.yaml", "b.yaml"), 1, (_, _, _) -> .5), "accuracy");

    assertThat(found.published().orElseThrow().matrix()).isEmpty();
    assertThat(found.published().orElseThrow().ratio()).isCloseTo(10.3, within(.05));
  }
}
