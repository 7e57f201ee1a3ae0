package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.experiment.StepRecorder;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.forensics.ExamineModel.ForensicsResult;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.page.BrowserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forensics of a small network that has learned spots of light in a second. */
class ExamineModelTest {
  private static final List<String> USUAL =
      List.of(
          "training.epochs", "6",
          "training.validation", "0",
          "splits.shuffle.number", "2",
          "splits.shuffle.train", "0.5",
          "tolerance.parameters", "[black_level, gamma]",
          "tolerance.steps", "3",
          "tolerance.precision", "0.2",
          "tolerance.map", "1",
          "tolerance.box", "2",
          "tolerance.box_points", "6",
          "worst_case.groups", "[gamma, all, additive_layer]",
          "worst_case.limits", "[0.001, 0.02]",
          "worst_case.evaluations", "12",
          "worst_case.restarts", "2",
          "certify.regions", "[{gamma: 0.2}]",
          "certify.selection", "10",
          "certify.draws", "30",
          "certify.search_draws", "10",
          "certify.evaluations", "0",
          "certify.samples", "6");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static final StepRecorder STEPS = new StepRecorder();
  private static ForensicsResult examined;

  @BeforeAll
  static void examineTwoModels() throws IOException {
    data = SpotDataSets.classes(shared.resolve("glows"), 16);
    examined = run(shared, plan(), "out", STEPS);
  }

  /** Returns the usual plan with changes: keys and values alternate. */
  private static ForensicsPlan plan(String... keysAndValues) throws IOException {
    return ForensicsPlan.FILES
        .file()
        .read(Optional.empty(), StudyFolder.keys(data, USUAL, keysAndValues));
  }

  private ForensicsResult run(ForensicsPlan plan, String out, StepRecorder recorder)
      throws IOException {
    return run(folder, plan, out, recorder);
  }

  private static ForensicsResult run(
      Path folder, ForensicsPlan plan, String out, StepRecorder recorder) throws IOException {
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      return new ExamineModel(
              ForensicsExperiment.open(
                  plan, ReferenceResolver.in(folder), Device.CPU, Progress.SILENT),
              study.setup(book, out, recorder))
          .run()
          .result();
    }
  }

  /** Light that no description of a sensor defines is refused before the first training. */
  @Test
  void lightOfAnUnknownSensorIsRefusedBeforeTheFirstTraining() {
    StepRecorder recorder = new StepRecorder();
    assertThatThrownBy(() -> run(plan("tolerance.parameters", "[gamma, light]"), "dark", recorder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "tolerance.parameters names 'light'", "name a sensor.yaml by the key sensor");
    assertThat(recorder.names()).isEmpty();
  }

  @Test
  void everyModelIsExaminedStepByStep() {
    assertThat(examined.models()).isEqualTo(2);
    assertThat(STEPS.names()).hasSize(examined.steps()).hasSize(2 * (1 + 1 + 1 + 3 + 1));
    assertThat(examined.findings().groups()).containsExactly("gamma", "all", "additive_layer");
    assertThat(examined.findings().curves().get(1)).hasSize(6);
    assertThat(examined.findings().together().get(2).box()).isPresent();
  }

  @Test
  void worstCasesKeepTheirLimitAndBudget() {
    for (WorstCases each : examined.findings().worst()) {
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
  }

  @Test
  void aLargerGroupIsNoBetterForTheModel() {
    for (int split = 1; split <= 2; split++) {
      for (int limit = 0; limit < 2; limit++) {
        WorstCameraResult gamma = found(examined, split, "gamma", limit);
        WorstCameraResult all = found(examined, split, "all", limit);
        assertThat(all.metric()).isLessThanOrEqualTo(gamma.metric());
        assertThat(all.control()).isLessThanOrEqualTo(gamma.control());
      }
    }
  }

  @Test
  void resultsAreWrittenToFiles() throws IOException {
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
      assertThat(shared.resolve("out").resolve(name)).isRegularFile();
    }
    ResultSchema.requireFits(shared.resolve("out/findings.json"), "forensics");
    assertThat(Files.readString(shared.resolve("out/report.html")))
        .contains("Drift forensics: glows")
        .containsAnyOf("confirmed on the other half", "not confirmed")
        .contains("for one trained model");
    assertThat(JsonFile.read(shared.resolve("out/provenance.json")).get("command"))
        .isEqualTo("forensics");
  }

  @Test
  void theReportCanBeReadInABrowser() throws IOException {
    BrowserPage.requireReadable(
        "forensics/page", Files.readString(shared.resolve("out/report.html")));
  }

  @Test
  void resultsAreInTheLabBook() throws IOException {
    try (LabBook book = new StudyFolder(shared).book()) {
      RunRecord recorded = book.run(Long.parseLong(examined.run()));
      assertThat(recorded.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(recorded.artefacts()).containsKeys("plan.yaml", "report.html", "tolerance.yaml");
      assertThat(book.cells(Long.parseLong(examined.run())))
          .anyMatch(cell -> cell.tested().startsWith("all within closeness"));
    }
  }

  @Test
  void aWiderPlanReusesWhatIsKnown() throws IOException {
    StepRecorder again = new StepRecorder();
    ForensicsResult wider =
        run(shared, plan("worst_case.groups", "[gamma, all, blur]"), "out", again);
    // The search in a larger group starts at the worst cases of its parts.
    assertThat(again.names())
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
  void anExistingModelIsExamined() throws IOException {
    run(
        plan("splits.shuffle.number", "1", "worst_case.groups", "gamma"),
        "out",
        new StepRecorder());
    Path model;
    try (var files = Files.walk(folder.resolve("steps"))) {
      model =
          files
              .filter(file -> file.getFileName().toString().equals(ModelFolder.WEIGHTS))
              .findFirst()
              .orElseThrow()
              .getParent();
    }
    StepRecorder recorder = new StepRecorder();
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
        run(ForensicsPlan.FILES.file().read(Optional.empty(), flags), "given", recorder);
    assertThat(recorder.names()).containsExactly("worst case of black_level, split 1 of 1");
    assertThat(result.findings().worst().getFirst().cases())
        .extracting(WorstCameraResult::restraint)
        .containsExactly("closeness ≤ 0.1", "0.0983 · closeness as a penalty");
    assertThat(result.findings().worst().getFirst().samples()).isEqualTo(16);
  }

  @Test
  void incompatibleSettingsAreReportedTogether() {
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
  void filesOfThePlanAreReadBeforeAnythingIsTrainedOrWritten() throws IOException {
    StepRecorder recorder = new StepRecorder();
    ForensicsPlan misnamed = plan("worst_case.groups", "[gama]", "tolerance.parameters", "[lihgt]");
    assertThatThrownBy(() -> run(misnamed, "bad", recorder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'gama': expected one of black_level")
        .hasMessageContaining("or each, all, additive_layer")
        .hasMessageContaining("tolerance.parameters names 'lihgt'");
    assertThatThrownBy(() -> plan("isp", "best-view"))
        .hasMessageContaining("is 'best-view': expected ")
        .hasMessageContaining("bilinear-sharpen-gaussian");
    assertThatThrownBy(() -> run(plan("isp", "none.yaml"), "bad", recorder))
        .hasMessageContaining("isp is 'none.yaml', but there is no file ")
        .hasMessageContaining("expected a view, such as bilinear-sharpen-gaussian");
    Path noCamera = Path.of("..", "examples", "tolerance.yaml").toAbsolutePath();
    assertThatThrownBy(() -> run(plan("training.camera", noCamera.toString()), "bad", recorder))
        .hasMessageContaining("the file lacks colour_matrix");
    ForensicsPlan noModel = plan("model", folder.resolve("none").toString());
    assertThatThrownBy(() -> run(noModel, "bad", recorder))
        .hasMessageContaining("is no folder of a model; name a folder that train has written");
    assertThat(recorder.names()).isEmpty();
    assertThat(folder.resolve("bad")).doesNotExist();
  }

  @Test
  void aFolderOfOtherOriginIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine/report.html"), "mine");
    assertThatThrownBy(() -> run(plan(), "mine", new StepRecorder()))
        .isInstanceOf(IOException.class);
    assertThat(Files.readString(folder.resolve("mine/report.html"))).isEqualTo("mine");
  }
}
