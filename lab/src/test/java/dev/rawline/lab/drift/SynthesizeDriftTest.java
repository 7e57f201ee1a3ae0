package dev.rawline.lab.drift;

import static dev.rawline.lab.experiment.StudyFolder.ONE;
import static dev.rawline.lab.experiment.StudyFolder.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.PublishedExperiment;
import dev.rawline.lab.experiment.StepRecorder;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.training.MemoryEstimate;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunState;
import dev.rawline.workbench.step.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift experiments with a small network that learns spots of light in a second. */
class SynthesizeDriftTest {
  private static final String VIEWS = "[bilinear-sharpen-gaussian, menon-unsharp-median]";

  private static final List<String> USUAL =
      List.of(
          "training.epochs", "2",
          "training.validation", "0",
          "splits.shuffle.number", "2",
          "splits.shuffle.train", "0.7",
          "train.views", VIEWS,
          "corruptions.names", "contrast",
          "corruptions.severities", "[3]");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    data = SpotDataSets.classes(shared.resolve("glows"), 10);
  }

  /**
   * Returns the usual plan with changes: keys and values alternate, an empty value removes a key.
   */
  private static DriftPlan plan(String... keysAndValues) throws IOException {
    return DriftPlan.FILES
        .file()
        .read(Optional.empty(), StudyFolder.keys(data, USUAL, keysAndValues));
  }

  /** Runs an experiment; its steps are kept in steps, its files in out. */
  private DriftResult run(
      DriftPlan plan, String steps, String out, Resources resources, StepRecorder recorder)
      throws IOException {
    return run(plan, folder, steps, out, resources, recorder);
  }

  /** Runs an experiment whose plan is in a folder. */
  private DriftResult run(
      DriftPlan plan,
      Path from,
      String steps,
      String out,
      Resources resources,
      StepRecorder recorder)
      throws IOException {
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      return new SynthesizeDrift(
              open(plan, from), study.setup(book, steps, out, resources, recorder))
          .run()
          .result();
    }
  }

  private static DriftExperiment open(DriftPlan plan, Path from) throws IOException {
    return DriftExperiment.open(plan, ReferenceResolver.in(from), Device.CPU, Progress.SILENT);
  }

  private LabBook existingBook() throws IOException {
    return new StudyFolder(folder).existingBook();
  }

  private byte[] scores(String out) throws IOException {
    return Files.readAllBytes(folder.resolve(out).resolve("scores.csv"));
  }

  @Test
  void everyModelIsTestedUnderEveryConditionAndCorruption() throws IOException {
    DriftResult result = run(plan(), "steps", "out", ONE, new StepRecorder());

    assertThat(result.models()).isEqualTo(4);
    assertThat(result.reused()).isZero();
    assertThat(result.scores()).hasSize(4 * (2 + 1));
    DriftFindings findings = result.findings().orElseThrow();
    assertThat(findings.metric()).isEqualTo("accuracy");
    assertThat(findings.matrix().trained()).hasSize(2).isEqualTo(findings.matrix().tested());
    assertThat(findings.corruptions().keySet()).containsExactly(3);
    assertThat(findings.matchedMean().orElseThrow().value()).isBetween(0.0, 1.0);
    assertThat(result.scores().getFirst().metrics())
        .containsKeys("accuracy", "balanced_accuracy", "recall_glow", "f1_dark");
    assertThat(DriftFiles.readScores(folder.resolve("out/scores.csv")))
        .containsExactlyInAnyOrderElementsOf(result.scores());
    assertThat(folder.resolve("out")).isDirectoryContaining("glob:**findings.json");
    ResultSchema.requireFits(folder.resolve("out/findings.json"), "drift");
  }

  /**
   * Every cell, every prediction and every model is in the lab book, and SQL finds disagreements.
   */
  @Test
  void theLabBookHoldsEveryScore() throws IOException {
    DriftResult result = run(plan(), "steps", "out", ONE, new StepRecorder());

    try (LabBook book = existingBook()) {
      long run = book.number(result.run());
      long metrics = result.scores().stream().mapToLong(score -> score.metrics().size()).sum();
      assertThat(book.cells(run)).hasSize((int) metrics);
      List<String> samples = new ArrayList<>();
      book.predictions(run, prediction -> samples.add(prediction.sample()));
      assertThat(samples).hasSize(4 * 3 * 6); // 30 % of 20 samples
      assertThat(
              book.query("select name from runs where command = 'train' order by name", 100).rows())
          .hasSize(4);
      assertThat(book.metrics(run)).extracting("name").contains("matched_mean", "drift_drop");
      assertThat(DriftPlan.FILES.file().read(book.artefact(run, "plan.yaml")).name())
          .isEqualTo("glows");
      assertThat(book.run(run).parameters()).containsEntry("training.data", data.toString());
    }
  }

  /** The documented queries use the names under which trainings are recorded. */
  @Test
  void documentedQueriesFindTrainings() throws IOException {
    run(plan("splits.shuffle.number", "1"), "steps", "out", ONE, new StepRecorder());
    String page = Files.readString(Path.of("..", "docs", "reference", "lab-sql.md"));
    List<String> queries =
        Pattern.compile("(?s)```sql\\n(.*?)```")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .filter(query -> query.contains("join last_metrics"))
            .toList();
    assertThat(queries).hasSize(2);
    try (LabBook book = existingBook()) {
      for (String query : queries) {
        assertThat(book.query(query, 100).rows()).as(query).hasSize(2);
      }
      assertThat(book.query(queries.getFirst(), 100).rows().getFirst().get(2)).isNotNull();
    }
  }

  @Test
  void aMetricThatDoesNotFitTheDataIsRefusedBeforeAnyStep() {
    assertThatThrownBy(() -> run(plan("metric", "iou"), "steps", "out", ONE, new StepRecorder()))
        .hasMessageContaining("metric is 'iou', which does not fit data set")
        .hasMessageContaining("expected accuracy or balanced_accuracy or macro_f1");
    assertThat(folder.resolve("steps")).doesNotExist();
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anInterruptedRunResumesToTheSameBits() throws IOException {
    run(plan(), "whole", "whole-out", ONE, new StepRecorder());
    StudyFolder study = new StudyFolder(folder);
    SynthesizeDrift[] running = new SynthesizeDrift[1];
    int interruptions = 0;
    boolean done = false;
    while (!done) {
      StepRecorder recorder = new StepRecorder(begun -> stopAfter(running[0], begun));
      try (LabBook book = study.book()) {
        running[0] =
            new SynthesizeDrift(
                open(plan(), folder), study.setup(book, "parts", "parts-out", ONE, recorder));
        running[0].run();
        done = true;
      } catch (CancellationException e) {
        interruptions++;
      }
    }
    assertThat(interruptions).isGreaterThan(4);
    assertThat(scores("parts-out")).isEqualTo(scores("whole-out"));
  }

  /** One step is done, the second is interrupted at its start. */
  private static void stopAfter(SynthesizeDrift running, int begun) {
    if (begun == 3) {
      running.requestStop();
    }
  }

  @Test
  void aWiderPlanTrainsOnlyNewModels() throws IOException {
    StepRecorder first = new StepRecorder();
    run(plan(), "steps", "out", ONE, first);
    assertThat(first.trainings()).hasSize(4);

    StepRecorder again = new StepRecorder();
    DriftResult same = run(plan(), "steps", "out", ONE, again);
    assertThat(again.names()).isEmpty();
    assertThat(same.reused()).isEqualTo(same.steps());

    StepRecorder wider = new StepRecorder();
    DriftResult widened =
        run(
            plan("train.views", VIEWS.replace("]", ", malvar-sharpen-median]")),
            "steps",
            "wider",
            ONE,
            wider);
    assertThat(wider.trainings())
        .containsExactly(
            "train malvar-sharpen-median, split 1 of 2",
            "train malvar-sharpen-median, split 2 of 2");
    // Each old model under the new view; each new one under three views and a corruption.
    assertThat(wider.names()).hasSize(2 + 4 + 2 * 4);
    assertThat(widened.scores()).containsAll(same.scores());
  }

  /**
   * A small experiment that names files: a camera, and chains in the folder of its plan and above.
   */
  private DriftPlan planWithFiles() throws IOException {
    Files.createDirectories(folder.resolve("chains"));
    Files.createDirectories(folder.resolve("plans"));
    DescriptionFiles.CAMERA.write(Camera.DRONE, folder.resolve("plans/camera.yaml"));
    for (String chain : List.of("chains/a.yaml", "plans/a.yaml")) {
      IspFiles.write(
          Isp.of(
              Camera.DRONE,
              chain.startsWith("chains") ? ViewName.ALL.getFirst() : ViewName.ALL.getLast()),
          folder.resolve(chain));
    }
    return plan(
        "training.camera",
        "camera.yaml",
        "train.views",
        "",
        "train.conditions",
        "[{isp: ../chains/a.yaml}, {isp: a.yaml}]",
        "splits.shuffle.number",
        "1",
        "training.epochs",
        "1");
  }

  @Test
  void theWrittenPlanReusesEveryModelInAnyFolder() throws IOException {
    DriftResult first =
        run(planWithFiles(), folder.resolve("plans"), "steps", "./out", ONE, new StepRecorder());
    assertThat(first.reused()).isZero();
    assertThat(folder.resolve("out/a.yaml")).isNotEmptyFile();
    assertThat(folder.resolve("out/a-2.yaml")).isNotEmptyFile();
    byte[] chain = Files.readAllBytes(folder.resolve("out/a.yaml"));
    Files.move(folder.resolve("chains"), folder.resolve("elsewhere"));
    Path asRun = folder.resolve("out/plan.yaml");

    for (String out : List.of("again", "out")) {
      StepRecorder recorder = new StepRecorder();
      DriftResult again =
          run(
              DriftPlan.FILES.file().read(asRun),
              folder.resolve("out"),
              "steps",
              out,
              ONE,
              recorder);
      assertThat(recorder.names()).isEmpty();
      assertThat(again.scores()).isEqualTo(first.scores());
      assertThat(folder.resolve(out).resolve("a.yaml")).hasBinaryContent(chain);
    }
    assertThat(asRun).content().doesNotContain("division: ", "seed: 1,", "split: ");
    assertThat(DriftPlan.FILES.file().read(folder.resolve("again/plan.yaml")))
        .isEqualTo(DriftPlan.FILES.file().read(asRun));
    try (LabBook book = existingBook()) {
      assertThat(book.run(book.number(first.run())).artefacts())
          .containsKeys("a.yaml", "a-2.yaml", "report.html", "provenance.json");
    }
  }

  @Test
  void copiesOfChainsDoNotReplaceEachOther() throws IOException {
    Path here = folder.resolve("plans").toAbsolutePath();
    DriftExperiment planned = open(planWithFiles(), here);
    PlanCopy<DriftPlan> copy =
        new PlanCopy<>(DriftPlan.FILES, planned.plan(), planned.references(), here);
    assertThat(planned.copied(copy).plan().train().under().conditions())
        .extracting(Condition::isp)
        .containsExactly("a-2.yaml", "a.yaml");
    byte[] inPlace = Files.readAllBytes(here.resolve("a.yaml"));
    assertThat(copy.write()).contains(here.resolve("a-2.yaml"), here.resolve("a.yaml"));
    assertThat(here.resolve("a.yaml")).hasBinaryContent(inPlace);
    assertThat(IspFiles.read(here.resolve("a-2.yaml"), Camera.DRONE))
        .isEqualTo(IspFiles.read(folder.resolve("chains/a.yaml"), Camera.DRONE));
  }

  /**
   * A reused model is recorded in the lab book as the run that trained it would have recorded it.
   */
  @Test
  void reusedModelsAreCompleteInTheLabBook() throws IOException {
    DriftPlan plan = planWithFiles();
    run(plan, folder.resolve("plans"), "steps", "out", ONE, new StepRecorder());
    DriftResult again =
        run(plan, folder.resolve("plans"), "steps", "again", ONE, new StepRecorder());

    try (LabBook book = existingBook()) {
      long run = book.number(again.run());
      RunRecord trained = book.run(run - 2);
      RunRecord reused = book.run(run + 1);
      assertThat(reused.run().command()).isEqualTo("train");
      assertThat(reused.tags()).containsEntry("reused", "yes");
      assertThat(reused.run().name()).isEqualTo(trained.run().name());
      assertThat(reused.run().state()).isEqualTo(RunState.FINISHED);
      assertThat(reused.run().seconds().orElseThrow())
          .isGreaterThanOrEqualTo(trained.metrics().get("epoch_seconds"));
      assertThat(reused.metrics()).isEqualTo(trained.metrics());
      assertThat(reused.parameters()).isEqualTo(trained.parameters());
      assertThat(reused.artefacts().keySet()).isEqualTo(trained.artefacts().keySet());
      String id = String.valueOf(run + 1);
      try (TrainedModel model = TrainedModel.open(book.asRuns().folder(id), SpotDataSets.ENGINE)) {
        assertThat(model.plan().epochs()).isEqualTo(1);
      }
    }
  }

  @Test
  void filesOfAnEarlierPlanAreRemoved() throws IOException {
    String[] small = {"splits.shuffle.number", "1", "corruptions.severities", "[2, 3]"};
    run(plan(small), "steps", "out", ONE, new StepRecorder());
    assertThat(folder.resolve("out/corruptions-2.svg")).exists();
    Path mine = Files.writeString(folder.resolve("out/corruptions-5.png"), "mine");
    small[3] = "[3]";
    DriftResult result = run(plan(small), "steps", "out", ONE, new StepRecorder());

    assertThat(folder.resolve("out/corruptions-2.svg")).doesNotExist();
    assertThat(folder.resolve("out/corruptions-2-accuracy.csv")).doesNotExist();
    assertThat(folder.resolve("out/corruptions-3.svg")).exists();
    assertThat(mine).hasContent("mine");
    try (LabBook book = existingBook()) {
      assertThat(book.run(book.number(result.run())).artefacts().keySet())
          .contains("corruptions-3.svg", "corruptions-3-accuracy.csv", "plan.yaml")
          .doesNotContain("corruptions-5.png", "corruptions-2.svg");
    }
  }

  @Test
  void splitsRecordHowTheDataWereSplit() throws IOException {
    DriftExperiment experiment = open(plan("seed", "7"), folder);
    assertThat(experiment.divisions())
        .allSatisfy(division -> assertThat(division.seed()).isEqualTo(7));
    assertThat(experiment.divisions().getLast().protocol()).endsWith(", division 2");
  }

  @Test
  void memoryEstimatesScaleWithPixels() throws IOException {
    TrainingPlan plan = plan("training.size", "").training();
    long batch = plan.batch();
    long large = 20_000_000;
    assertThat(MemoryEstimate.training(plan, large)).isGreaterThan(2000 * batch * large);
    assertThat(MemoryEstimate.evaluating(plan, large))
        .isBetween(100 * batch * large, MemoryEstimate.training(plan, large) / 2);
    TrainingPlan cropped = plan("training.size", "", "training.crop", "32").training();
    assertThat(MemoryEstimate.training(cropped, large))
        .isEqualTo(MemoryEstimate.training(plan, 32 * 32));
  }

  @Test
  void parallelStepsGiveTheSameBits() throws IOException {
    run(plan(), "one", "one-out", ONE, new StepRecorder());
    run(plan(), "two", "two-out", TWO, new StepRecorder());
    assertThat(scores("two-out")).isEqualTo(scores("one-out"));
  }

  @Test
  void augmentationsAreAnAxisOfTheModels() throws IOException {
    DriftResult result =
        run(
            plan("train.augment", "[none, strong]", "splits.shuffle.number", "1"),
            "steps",
            "out",
            TWO,
            new StepRecorder());
    assertThat(result.findings().orElseThrow().matrix().trained())
        .containsExactly(
            "bilinear-sharpen-gaussian, augment none",
            "menon-unsharp-median, augment none",
            "bilinear-sharpen-gaussian, augment strong",
            "menon-unsharp-median, augment strong");
    assertThat(result.findings().orElseThrow().matrix().diagonal(3)).isPresent();
  }

  @Test
  void modelsAreTrainedForTolerance() throws IOException {
    String[] keys = {
      "training.worst_case", "{box: {gamma: [1.5, 3]}, steps: 1}", "splits.shuffle.number", "1"
    };
    DriftResult result = run(plan(keys), "steps", "out", TWO, new StepRecorder());
    assertThat(result.findings().orElseThrow().matrix().trained()).hasSize(2);
    try (Stream<Path> kept = Files.walk(folder.resolve("steps"))) {
      assertThat(kept.filter(file -> file.endsWith("model/plan.yaml")))
          .hasSize(2)
          .allSatisfy(file -> assertThat(file).content().contains("gamma"));
    }
    keys[1] = "{box: {unsharp.radius: [0.5, 2]}}";
    assertThatThrownBy(() -> run(plan(keys), "others", "other", ONE, new StepRecorder()))
        .hasMessageContaining(
            "worst_case has a box that does not fit: θ has no parameter 'unsharp.radius'");
    assertThat(folder.resolve("others")).doesNotExist();
  }

  @Test
  void modelsAreTrainedFirstAndTestedLater() throws IOException {
    DriftPlan train = plan("only_train", "true", "corruptions", "", "splits.shuffle.number", "1");
    DriftResult trained = run(train, "steps", "out", ONE, new StepRecorder());
    assertThat(trained.scores()).isEmpty();
    assertThat(trained.findings()).isEmpty();

    StepRecorder recorder = new StepRecorder();
    run(plan("splits.shuffle.number", "1"), "steps", "out", ONE, recorder);
    assertThat(recorder.trainings()).isEmpty();
    assertThat(recorder.names()).hasSize(6);
  }

  @Test
  void masksAreComparedByTheirOverlap() throws IOException {
    Path masks = SpotDataSets.masks(shared.resolve("masks"), 10);
    DriftResult result =
        run(
            plan(
                "training.data",
                masks.toString(),
                "training.size",
                "32",
                "training.model",
                "{unet: {encoder: resnet18, depth: 3, widths: [16, 8, 8]}}",
                "splits.shuffle.number",
                "1"),
            "steps",
            "out",
            TWO,
            new StepRecorder());
    assertThat(result.findings().orElseThrow().metric()).isEqualTo("iou");
    try (LabBook book = existingBook()) {
      DriftScore first = result.scores().getFirst();
      List<Double> overlaps = new ArrayList<>();
      book.predictions(
          book.number(result.run()),
          prediction -> {
            if (prediction.trained().equals(first.trained())
                && prediction.tested().equals(first.tested())
                && prediction.severity() == 0) {
              overlaps.add(Double.valueOf(prediction.predicted()));
            }
          });
      assertThat(overlaps.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
          .isCloseTo(first.metrics().get("iou_per_image"), within(1e-9));
    }
  }

  @Test
  void mistakesAreReportedTogether() {
    assertThatThrownBy(
            () ->
                plan(
                    "training.data_model",
                    "{static: menon-unsharp-median}",
                    "training.seed",
                    "3",
                    "metric",
                    "expected_calibration_error"))
        .hasMessageContaining("training.data_model is set, but the experiment trains one model")
        .hasMessageContaining("training.seed is set")
        .hasMessageContaining(
            "is 'expected_calibration_error': expected one of which more is better");
    assertThatThrownBy(() -> plan("train.views", "[menon]"))
        .hasMessageContaining("unknown view 'menon': expected one of bilinear-sharpen-median");
    assertThatThrownBy(() -> plan("corruptions.names", "rain"))
        .hasMessageContaining("unknown corruption 'rain': expected one of");
    assertThatThrownBy(() -> plan("corruptions.constants", "64px"))
        .hasMessageContaining("is '64px': expected scaled or 32px (");
    assertThatThrownBy(() -> plan("training.epoch", "3"))
        .hasMessageContaining("did you mean epochs?")
        .message()
        .doesNotContain("division", "vary", "data_model", "seed");
    assertThatThrownBy(() -> PublishedExperiment.of("Train", "drift"))
        .hasMessageContaining("expected one of '1 Controlled synthesis")
        .message()
        .doesNotContain("forensics");
  }

  @Test
  void filesOfOtherOriginAreNotReplaced() throws IOException {
    DriftPlan plan = plan("splits.shuffle.number", "1");
    run(plan, "steps", "out", ONE, new StepRecorder());
    try (Stream<Path> written = Files.list(folder.resolve("out"))) {
      for (Path file : written.toList()) {
        Path other = Files.createDirectories(folder.resolve("other-" + file.getFileName()));
        Files.writeString(other.resolve(file.getFileName()), "{}");
        assertThatThrownBy(() -> run(plan, "steps", other.toString(), ONE, new StepRecorder()))
            .hasMessageContaining("contains %s, which drift did not write", file.getFileName());
        assertThat(other.resolve(file.getFileName())).hasContent("{}");
      }
    }
  }

  @Test
  void aFolderOfOtherOriginIsRefused() throws IOException {
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Files.writeString(docs.resolve("page.md"), "mine");
    assertThatThrownBy(() -> run(plan(), "steps", "docs", ONE, new StepRecorder()))
        .hasMessageContaining("contains page.md, which drift did not write");
    assertThat(docs).isDirectoryNotContaining("glob:**.yaml");
  }

  @Test
  void foldersOfOtherOriginAreNotReplaced() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/plan.yaml"), "data: mine\n");
    assertThatThrownBy(() -> run(plan(), "steps", "out", ONE, new StepRecorder()))
        .hasMessageContaining("contains plan.yaml, which drift did not write");
  }
}
