package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ModelFolder;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepOutcome;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forensics of a small network that has learned spots of light in a second. */
class ExamineModelTest {
  private static final Resources TWO = new Resources(2, 1L << 40);

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    data = SpotDataSets.classes(shared.resolve("glows"), 16);
  }

  /** Returns the usual plan; a key and its value by turns. */
  private static ForensicsPlan plan(String... keysAndValues) throws IOException {
    SequencedMap<String, String> flags = SpotDataSets.experiment(data);
    flags.put("training.epochs", "6");
    flags.put("training.validation", "0");
    flags.put("splits.shuffle.number", "2");
    flags.put("splits.shuffle.train", "0.5");
    flags.put("tolerance.parameters", "[black_level, gamma]");
    flags.put("tolerance.steps", "3");
    flags.put("tolerance.precision", "0.2");
    flags.put("tolerance.map", "1");
    flags.put("tolerance.box", "2");
    flags.put("tolerance.box_points", "6");
    flags.put("worst_case.groups", "[gamma, all, additive_layer]");
    flags.put("worst_case.limits", "[0.001, 0.02]");
    flags.put("worst_case.evaluations", "12");
    flags.put("worst_case.restarts", "2");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return ForensicsPlan.FILES.file().read(Optional.empty(), flags);
  }

  /** Hears which steps are run. */
  private static final class Heard implements StepListener {
    private final List<String> run = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void begins(List<Step<?>> toRun, int reused) {}

    @Override
    public void begins(Step<?> step) {
      run.add(step.name());
    }

    @Override
    public void reports(Step<?> step, long done, long all, String words) {}

    @Override
    public void notes(Step<?> step, String note) {}

    @Override
    public void ends(Step<?> step, StepOutcome end) {}
  }

  private ForensicsResult run(ForensicsPlan plan, String out, Heard heard) throws IOException {
    try (LabBook book = LabBook.open(BookLocation.Folder.of(folder.resolve("book")))) {
      return new ExamineModel(
              ForensicsExperiment.open(
                  plan, ReferenceResolver.in(folder), Device.CPU, Progress.SILENT),
              new StepStore(folder.resolve("steps")),
              TWO,
              book,
              folder.resolve(out),
              heard)
          .run()
          .result();
    }
  }

  /** What no description of a sensor can work out is refused before the first training. */
  @Test
  void lightOfAnUnknownSensorIsRefusedBeforeTheFirstTraining() {
    Heard heard = new Heard();
    assertThatThrownBy(() -> run(plan("tolerance.parameters", "[gamma, light]"), "dark", heard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "tolerance.parameters names 'light'", "name a sensor.yaml by the key sensor");
    assertThat(heard.run).isEmpty();
  }

  @Test
  void examinesModelsGoesOnAndWritesItDown() throws IOException {
    Heard first = new Heard();
    ForensicsResult result = run(plan(), "out", first);

    assertThat(result.models()).isEqualTo(2);
    assertThat(first.run).hasSize(result.steps()).hasSize(2 * (1 + 1 + 1 + 3));
    assertThat(result.findings().groups()).containsExactly("gamma", "all", "additive_layer");
    for (WorstCases each : result.findings().worst()) {
      assertThat(each.cases()).hasSize(2);
      for (WorstCameraResult found : each.cases()) {
        assertThat(found.closeness()).isLessThanOrEqualTo(found.allowed() * (1 + 1e-5));
        assertThat(found.lost().value()).isCloseTo(each.baseline() - found.metric(), within(1e-9));
        assertThat(found.evaluations()).isEqualTo(12);
      }
      assertThat(each.cases().getLast().lost().value())
          .as(each.group())
          .isGreaterThanOrEqualTo(each.cases().getFirst().lost().value());
    }
    for (int split = 1; split <= 2; split++) {
      for (int limit = 0; limit < 2; limit++) {
        WorstCameraResult gamma = found(result, split, "gamma", limit);
        WorstCameraResult all = found(result, split, "all", limit);
        assertThat(all.metric()).isLessThanOrEqualTo(gamma.metric());
        assertThat(all.control()).isLessThanOrEqualTo(gamma.control());
      }
    }
    assertThat(result.findings().curves().get(1)).hasSize(6);
    assertThat(result.findings().together().get(2).box()).isPresent();
    for (String name :
        List.of(
            "plan.yaml",
            "report.html",
            "findings.json",
            "worst-cases.csv",
            "tolerances.csv",
            "tolerance.yaml",
            "tolerance-2.yaml",
            "closeness.svg")) {
      assertThat(folder.resolve("out").resolve(name)).isRegularFile();
    }
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("Drift forensics: glows")
        .contains("searched, not proved");
    assertThat(JsonFile.read(folder.resolve("out/provenance.json")).get("command"))
        .isEqualTo("forensics");

    try (LabBook book = LabBook.open(BookLocation.Folder.of(folder.resolve("book")))) {
      RunRecord recorded = book.run(Long.parseLong(result.run()));
      assertThat(recorded.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(recorded.artefacts()).containsKeys("plan.yaml", "report.html", "tolerance.yaml");
      assertThat(book.cells(Long.parseLong(result.run())))
          .anyMatch(cell -> cell.tested().startsWith("all within closeness"));
    }

    Heard again = new Heard();
    ForensicsResult wider = run(plan("worst_case.groups", "[gamma, all, blur]"), "out", again);
    // What holds other groups begins at the worst of each.
    assertThat(again.run)
        .hasSize(4)
        .allMatch(name -> name.startsWith("worst case of blur") || name.contains(" of all"));
    assertThat(wider.reused()).isEqualTo(wider.steps() - 4);
  }

  private static WorstCameraResult found(
      ForensicsResult result, int split, String group, int limit) {
    return result.findings().worst().stream()
        .filter(each -> each.split() == split && each.group().equals(group))
        .findFirst()
        .orElseThrow()
        .cases()
        .get(limit);
  }

  @Test
  void examinesAModelThatIsThereAlready() throws IOException {
    run(plan("splits.shuffle.number", "1", "worst_case.groups", "gamma"), "out", new Heard());
    Path model;
    try (var files = Files.walk(folder.resolve("steps"))) {
      model =
          files
              .filter(file -> file.getFileName().toString().equals(ModelFolder.WEIGHTS))
              .findFirst()
              .orElseThrow()
              .getParent();
    }
    Heard heard = new Heard();
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    flags.put("model", model.toString());
    flags.put("training.data", data.toString());
    flags.put("training.camera", "drone");
    flags.put("tolerance.parameters", "none");
    flags.put("worst_case.groups", "[black_level]");
    flags.put("worst_case.closeness", "ssim");
    flags.put("worst_case.limits", "[0.1]");
    flags.put("worst_case.lambdas", "[1e-6]");
    flags.put("worst_case.evaluations", "6");
    flags.put("worst_case.restarts", "1");
    ForensicsResult result =
        run(ForensicsPlan.FILES.file().read(Optional.empty(), flags), "given", heard);
    assertThat(heard.run).containsExactly("worst case of black_level, split 1 of 1");
    assertThat(result.findings().worst().getFirst().cases())
        .extracting(WorstCameraResult::restraint)
        .containsExactly("closeness ≤ 0.1", "0.0983 · closeness as a penalty");
    assertThat(result.findings().worst().getFirst().samples()).isEqualTo(16);
  }

  @Test
  void saysAllThatDoesNotGoTogether() {
    assertThatThrownBy(
            () ->
                plan(
                    "worst_case.limits", "[-1]",
                    "training.data_model", "neural",
                    "metric", "mean_square"))
        .hasMessageContaining("limits")
        .hasMessageContaining("data_model")
        .hasMessageContaining("mean_square");
  }

  @Test
  void whatThePlanNamesIsLookedUpBeforeAnythingIsTrainedOrWritten() throws IOException {
    Heard heard = new Heard();
    ForensicsPlan misnamed = plan("worst_case.groups", "[gama]", "tolerance.parameters", "[lihgt]");
    assertThatThrownBy(() -> run(misnamed, "bad", heard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gama': expected one of black_level")
        .hasMessageContaining("or each, all, additive_layer")
        .hasMessageContaining("tolerance.parameters names 'lihgt'");
    assertThatThrownBy(() -> plan("isp", "best-view"))
        .hasMessageContaining("is 'best-view': expected ")
        .hasMessageContaining("bilinear-sharpen-gaussian");
    assertThatThrownBy(() -> run(plan("isp", "none.yaml"), "bad", heard))
        .hasMessageContaining("isp is 'none.yaml', and there is no file ")
        .hasMessageContaining("expected a view, such as bilinear-sharpen-gaussian");
    Path noCamera = Path.of("..", "examples", "tolerance.yaml").toAbsolutePath();
    assertThatThrownBy(() -> run(plan("training.camera", noCamera.toString()), "bad", heard))
        .hasMessageContaining("the file lacks colour_matrix");
    ForensicsPlan noModel = plan("model", folder.resolve("none").toString());
    assertThatThrownBy(() -> run(noModel, "bad", heard))
        .hasMessageContaining("is no folder of a model; name a folder that train has written");
    assertThat(heard.run).isEmpty();
    assertThat(folder.resolve("bad")).doesNotExist();
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/report.html"), "mine");
    assertThatThrownBy(() -> run(plan(), "mine", new Heard())).isInstanceOf(IOException.class);
    assertThat(Files.readString(folder.resolve("mine/report.html"))).isEqualTo("mine");
  }
}
