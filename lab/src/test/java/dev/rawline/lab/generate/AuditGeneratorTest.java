package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Precision;
import dev.rawline.workbench.page.BrowserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditGeneratorTest {
  private static final AuditSettings SETTINGS = new AuditSettings(2, 2, Precision.FLOAT32, 1);

  @TempDir private static Path folder;
  private static Engine engine;
  private static DataSet smears;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    engine = Engine.start(Device.CPU, 1);
    Path made = folder.resolve("smears");
    smears = SimulatedSmears.of(made, 40, 1);
    model = folder.resolve("model");
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", made.toString());
    keys.put("camera", "file");
    keys.put("spacing", "1.625e-7");
    keys.put("size", "16");
    keys.put("per_class", "6");
    keys.put("widths", "[16, 16]");
    keys.put("heads", "2");
    keys.put("steps", "4");
    keys.put("batch", "4");
    keys.put("check", "4");
    keys.put("sampling_steps", "1");
    GeneratePlan plan = GeneratePlan.FILE.read(Optional.empty(), keys);
    new TrainGenerator(plan, smears, model, engine, Progress.SILENT).run();
  }

  private static AuditGenerator audit() {
    return new AuditGenerator(
        model, SimulatedSmears.SENSOR, SimulatedSmears.OPTICS, SETTINGS, engine);
  }

  @Test
  void judgesNeverSeeWhatTheModelLearnedAndEveryNumberHasItsNull() throws IOException {
    AuditResult result = audit().run(smears, Progress.SILENT);
    assertThat(result.learned()).isEqualTo(12);
    assertThat(result.others()).isEqualTo(28);
    assertThat(result.generated()).isEqualTo(12);
    assertThat(result.model().judges()).hasSize(2);
    assertThat(result.gaussian().judges()).hasSize(2);
    // After four steps scenes are noise: nothing like a cell, unlike the null and real ones.
    assertThat(result.model().mean(AuditMeasures::coverage))
        .isLessThan(result.real().mean(AuditMeasures::coverage));
    assertThat(result.model().mean(AuditMeasures::rawKernelDistance))
        .isGreaterThan(result.gaussian().mean(AuditMeasures::rawKernelDistance));
    assertThat(result.judgeRatio(result.model()))
        .isCloseTo(
            result.model().mean(AuditMeasures::accuracy)
                / result.real().mean(AuditMeasures::accuracy),
            Offset.offset(1e-12));

    Path page = audit().page();
    assertThat(Files.readString(page))
        .contains("coverage")
        .contains("null")
        .contains("Copies")
        .contains("28 real scenes");
    BrowserPage.requireReadable("generate/page", Files.readString(page));
    assertThat(page.resolveSibling("pairs.png")).exists();
    assertThat(AuditResult.of(model)).contains(result);
    GeneratedScenes scenes = GeneratedScenes.open(model, engine);
    try (var _ = scenes.generator()) {
      assertThat(scenes.origin()).contains("its audit against 28 real scenes");
    }
    // What is done already is found: the same numbers again.
    assertThat(audit().run(smears, Progress.SILENT)).isEqualTo(result);
  }

  @Test
  void rejectsDataThatLackWhatTheModelLearned() {
    Set<String> some = new HashSet<>();
    smears.samples().stream().limit(6).forEach(sample -> some.add(sample.id()));
    DataSet less = smears.where(sample -> !some.contains(sample.id()));
    assertThatThrownBy(() -> audit().run(less, Progress.SILENT))
        .hasMessageMatching(
            "data set .* has \\d+ of the 12 samples that the model learned from .*");
  }

  @Test
  void rejectsOtherSamplesOfTheSameNames() throws IOException {
    DataSet others = SimulatedSmears.of(folder.resolve("others"), 40, 2);
    assertThatThrownBy(() -> audit().run(others, Progress.SILENT))
        .hasMessageContaining("has other samples of the names that the model learned from");
  }

  /** Judges are found by what they learn from: others do not stand in the way. */
  @Test
  void auditsAgainWithOtherSettings() throws IOException {
    AuditSettings other = new AuditSettings(2, 1, Precision.FLOAT32, 2);
    AuditResult result =
        new AuditGenerator(model, SimulatedSmears.SENSOR, SimulatedSmears.OPTICS, other, engine)
            .run(smears, Progress.SILENT);
    assertThat(result.settings()).isEqualTo(other);
  }

  @Test
  void rejectsTooFewScenesForItsJudges() throws IOException {
    Set<String> learned = audit().learned(smears);
    AuditGenerator many =
        new AuditGenerator(
            model,
            SimulatedSmears.SENSOR,
            SimulatedSmears.OPTICS,
            new AuditSettings(10, 1, Precision.FLOAT32, 1),
            engine);
    assertThatThrownBy(() -> many.run(smears, Progress.SILENT))
        .hasMessageContaining("28 samples that the model never saw: expected at least 60");
    int[] lymphocytes = {0};
    DataSet uneven =
        smears.where(
            sample ->
                learned.contains(sample.id())
                    || sample.label().className().equals(Optional.of("EOS"))
                    || lymphocytes[0]++ < 1);
    assertThatThrownBy(() -> audit().run(uneven, Progress.SILENT))
        .hasMessageContaining(
            "class LYT has 1 samples that the model never saw: expected at least 4, two a fold");
  }

  @Test
  void rejectsAFolderWithoutAModel() {
    AuditGenerator none =
        new AuditGenerator(
            folder.resolve("smears"),
            SimulatedSmears.SENSOR,
            SimulatedSmears.OPTICS,
            SETTINGS,
            engine);
    assertThatThrownBy(() -> none.run(smears, Progress.SILENT))
        .hasMessageContaining("is no folder of a generative model");
  }
}
