package dev.rawline.lab.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of plans is what the code reads; the failure says how to renew it. */
class DriftPlanDocumentationTest {
  private static final Path PROJECT = Path.of("..");
  private static final FileKind KIND = DriftPlanFiles.KIND;
  private static final String RENEWAL =
      "renew it by: mvn -pl lab -am verify -Dtest=DriftPlanDocumentationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drawline.schemas=write";

  @TempDir private Path folder;

  private static boolean writes() {
    return System.getProperty("rawline.schemas", "").equals("write");
  }

  @Test
  void theSchemaInTheDocumentationIsTheOneInUse() throws IOException {
    Path file = PROJECT.resolve("docs/schemas").resolve(KIND.schemaFile());
    if (writes()) {
      AtomicFile.write(file, KIND.schemaText().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(file).as(RENEWAL).hasContent(KIND.schemaText());
  }

  @Test
  void theTableOfKeysIsTheOneOfTheSchema() throws IOException {
    Path file = PROJECT.resolve("docs").resolve("formats.md");
    String begin = "<!-- keys of %s -->\n".formatted(KIND.word());
    String formats = Files.readString(file);
    int from = formats.indexOf(begin) + begin.length();
    int to = formats.indexOf("<!-- end -->", from);
    assertThat(from).as("the documentation has a table").isGreaterThan(begin.length());
    if (writes()) {
      formats = formats.substring(0, from) + table() + formats.substring(to);
      AtomicFile.write(file, formats.getBytes(StandardCharsets.UTF_8));
      to = formats.indexOf("<!-- end -->", from);
    }
    assertThat(formats.substring(from, to)).as(RENEWAL).isEqualTo(table());
  }

  /** The keys of training stand in the table of training plans. */
  private static String table() {
    return KeyTable.of(KIND)
        .lines()
        .filter(line -> !line.startsWith("| `training."))
        .map(
            line ->
                line.replaceFirst(
                    "^(\\| `training` \\|) the keys [^|]* \\|", "$1 keys of train.yaml |"))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  @Test
  void everyDriftPlanOfTheProjectIsReadAndWrittenBack() throws IOException {
    List<Path> plans = new ArrayList<>();
    for (String place : List.of("plans", "plans/published")) {
      try (Stream<Path> files = Files.list(PROJECT.resolve(place))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (Files.readString(file).contains("docs/schemas/" + KIND.schemaFile())) {
            plans.add(file);
          }
        }
      }
    }
    assertThat(plans).hasSizeGreaterThanOrEqualTo(5);
    for (Path plan : plans) {
      DriftPlan read = DriftPlanFiles.read(plan);
      Path written = folder.resolve("written.yaml");
      DriftPlanFiles.write(read, written);
      assertThat(DriftPlanFiles.read(written)).isEqualTo(read);
    }
  }

  /** Adam, 10⁻⁵, batches of 4, 100 epochs, five divisions of 80 %, three augmentations, 32 px. */
  @Test
  void presetsHaveThePublishedValues() throws IOException {
    LinkedHashMap<String, String> data = new LinkedHashMap<>();
    data.put("training.data", "cells");
    for (Preset preset : List.of(Preset.DRIFT_TRAIN, Preset.DRIFT_TEST)) {
      DriftPlan plan = DriftPlanFiles.read(preset, data);
      assertThat(plan.name()).isEqualTo(preset.title());
      assertThat(plan.training().data()).isEqualTo("cells");
      assertThat(plan.training().learningRate()).isEqualTo(1e-5);
      assertThat(plan.training().batch()).isEqualTo(4);
      assertThat(plan.training().epochs()).isEqualTo(100);
      assertThat(plan.splits()).isEqualTo(new DivisionPlan.Shuffle(5, 0.8));
      assertThat(plan.augmentations()).hasSize(3);
      assertThat(plan.trained()).hasSize(12);
    }
    DriftPlan test = DriftPlanFiles.read(Preset.DRIFT_TEST, data);
    assertThat(test.tested()).hasSize(12);
    assertThat(test.corrupted()).hasSize(50);
    assertThat(test.corruptions().orElseThrow().constants()).isEqualTo("32px");
    assertThat(DriftPlanFiles.read(Preset.DRIFT_TRAIN, data).tested()).isEmpty();
    assertThatThrownBy(() -> Preset.of("2 Modular hardware-drift forensics").plan())
        .hasMessageContaining("comes with forensics, another command than drift");
    assertThatThrownBy(() -> Preset.of("4")).hasMessageContaining("expected one of '1 Controlled");
  }
}
