package dev.rawline.lab.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.drift.DriftFiles;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.optimization.OptimizeCamera.OptimizeResult;
import dev.rawline.lab.reproduce.ReproduceRun;
import dev.rawline.lab.reproduce.ReproduceStudy;
import dev.rawline.lab.reproduce.ReproductionDiff;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optimizations with a small network that learns spots of light in a second. */
class OptimizeCameraTest {
  private static final Path SENSOR = Path.of("..", "examples", "sensor.yaml");

  private static final List<String> USUAL =
      List.of(
          "training.epochs", "2",
          "training.validation", "0.3",
          "splits.shuffle.number", "2",
          "splits.shuffle.train", "0.7",
          "start.gamma", "0.5",
          "reach", "[0.4, 1]");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static OptimizeResult optimized;

  @BeforeAll
  static void optimize() throws IOException {
    data = SpotDataSets.classes(shared.resolve("glows"), 10);
    try (LabBook book = new StudyFolder(shared).book()) {
      optimized = run(shared, plan(), book, "out");
    }
  }

  /** Returns the usual plan with changes: keys and values alternate. */
  private static OptimizePlan plan(String... keysAndValues) throws IOException {
    return OptimizePlan.FILES
        .file()
        .read(Optional.empty(), StudyFolder.keys(data, USUAL, keysAndValues));
  }

  private static OptimizationExperiment open(Path folder, OptimizePlan plan) throws IOException {
    return OptimizationExperiment.open(
        plan, ReferenceResolver.in(folder), Device.CPU, Progress.SILENT);
  }

  private OptimizationExperiment open(OptimizePlan plan) throws IOException {
    return open(folder, plan);
  }

  private static OptimizeResult run(Path folder, OptimizePlan plan, LabBook book, String out)
      throws IOException {
    return new OptimizeCamera(
            open(folder, plan), new StudyFolder(folder).setup(book, out, StepListener.SILENT))
        .run()
        .result();
  }

  private OptimizeResult run(OptimizePlan plan, LabBook book, String out) throws IOException {
    return run(folder, plan, book, out);
  }

  private LabBook book() throws IOException {
    return new StudyFolder(folder).book();
  }

  @Test
  void bothArmsStartEquallyAndOnlyOneLearnsTheta() {
    JointFindings joint = optimized.joint().orElseThrow();
    assertThat(optimized.models()).isEqualTo(4);
    assertThat(optimized.steps()).isEqualTo(8);
    assertThat(joint.gain().value())
        .isCloseTo(joint.learned().value() - joint.frozen().value(), within(1e-12));
    assertThat(joint.theta())
        .contains("gamma", "white_balance[0]")
        .noneMatch(name -> name.matches("(black_level|demosaic|sharpening|blur).*"))
        .hasSize(3 + 9 + 1);
    for (ArmRun run : joint.runs()) {
      assertThat(run.history()).hasSize(2);
      List<Double> first = run.history().getFirst().theta();
      List<Double> last = run.history().getLast().theta();
      switch (run.arm()) {
        case LEARNED -> assertThat(last).hasSameSizeAs(joint.theta()).isNotEqualTo(first);
        case FROZEN -> assertThat(last).isEqualTo(first);
      }
    }
  }

  /** Both arms are trained at both rates, and compared at one each. */
  @Test
  void bothArmsAreTunedEqually() throws IOException {
    try (LabBook book = book()) {
      OptimizeResult tuned = run(plan("learning_rates", "[0.0003, 0.003]"), book, "tuned");
      JointFindings joint = tuned.joint().orElseThrow();
      assertThat(tuned.models()).isEqualTo(8);
      assertThat(joint.runs()).hasSize(4);
      for (Arm arm : Arm.values()) {
        assertThat(joint.runs().stream().filter(run -> run.arm() == arm).map(ArmRun::rate))
            .containsOnly(joint.rate(arm))
            .allMatch(List.of(0.0003, 0.003)::contains);
      }
      assertThat(DriftFiles.readScores(folder.resolve("tuned/scores.csv"))).hasSize(4);
      assertThat(Files.readString(folder.resolve("tuned").resolve(OptimizeCamera.REPORT)))
          .contains("Both arms were trained at the learning rates 3.0E-4, 0.003");
    }
  }

  @Test
  void theLearnedThetaIsExportedToFiles() throws IOException {
    Path out = shared.resolve("out");
    Theta chain = Isp.parametrized(Camera.DRONE).theta();
    Theta start = ThetaFiles.read(out.resolve("theta-start.yaml"), chain);
    Theta learned = ThetaFiles.read(out.resolve("theta.yaml"), chain);
    assertThat(start.get("gamma")).containsExactly(0.5);
    assertThat(learned.get("gamma")[0]).isNotEqualTo(0.5);
    assertThat(DescriptionFiles.CAMERA.read(out.resolve("camera.yaml")).whiteBalance().red())
        .isEqualTo(learned.get("white_balance[0]")[0]);
    assertThat(IspFiles.read(out.resolve("isp.yaml"), Camera.DRONE).theta().get("gamma"))
        .containsExactly(learned.get("gamma"));
  }

  @Test
  void resultsAreInFilesAndInTheLabBook() throws IOException {
    Path out = shared.resolve("out");
    ResultSchema.requireFits(out.resolve("findings.json"), "optimization");
    assertThat(Files.readString(out.resolve(OptimizeCamera.REPORT)))
        .contains("Optimization: glows", "learned θ", "frozen θ", "The course of θ")
        .doesNotContain("http://", "src=\"http");
    assertThat(DriftFiles.readScores(out.resolve("scores.csv"))).hasSize(4);
    try (LabBook book = new StudyFolder(shared).book()) {
      long number = book.number(optimized.run());
      assertThat(book.cells(number)).isNotEmpty();
      assertThat(book.run(number).parts()).hasSize(4);
      assertThat(book.metrics(number)).anyMatch(one -> one.name().equals("gain"));
    }
  }

  @Test
  void theReportCanBeReadInABrowser() throws IOException {
    requireReadable(shared.resolve("out"), "cost");
  }

  private static void requireReadable(Path out, String... without) throws IOException {
    BrowserPage.requireReadable(
        "optimization/page", Files.readString(out.resolve(OptimizeCamera.REPORT)), without);
  }

  @Test
  void aSecondRunReusesEveryStepAndGivesTheSameNumbers() throws IOException {
    try (LabBook book = new StudyFolder(shared).book()) {
      OptimizeResult again = run(shared, plan(), book, "again");
      assertThat(again.reused()).isEqualTo(8);
      assertThat(again.joint()).isEqualTo(optimized.joint());
      assertThat(shared.resolve("again/theta.yaml"))
          .hasSameBinaryContentAs(shared.resolve("out/theta.yaml"));
    }
  }

  @Test
  void acquisitionsAreTestedAndPriced() throws IOException {
    Files.copy(SENSOR, folder.resolve("sensor.yaml"));
    Files.writeString(folder.resolve("dear.yaml"), "currency: EUR\nlens: 5000\n");
    try (LabBook book = book()) {
      OptimizeResult result =
          run(
              acquisition("acquisition.blur", "[0, 2]", "acquisition.prices", "dear.yaml"),
              book,
              "out");
      assertThat(result.joint()).isEmpty();
      assertThat(result.models()).isEqualTo(1);
      assertPriced(result.front().orElseThrow());
      try (Stream<String> lines = Files.lines(folder.resolve("out/acquisition.csv"))) {
        assertThat(lines).hasSize(5);
      }
      assertThat(folder.resolve("out/camera.yaml")).doesNotExist();

      OptimizeResult retrained = run(acquisition("acquisition.retrain", "true"), book, "retrained");
      assertThat(retrained.models()).isEqualTo(2);
      assertThat(retrained.reused()).isEqualTo(2); // as recorded was trained and tested before
      requireReadable(folder.resolve("out"), "gain", "theta", "pictures", "next");
    }
  }

  private static OptimizePlan acquisition(String... more) throws IOException {
    List<String> keys = new ArrayList<>(List.of("joint", "false", "sensor", "sensor.yaml"));
    keys.addAll(List.of("splits.shuffle.number", "1", "acquisition.light", "[1, 0.25]"));
    keys.addAll(List.of(more));
    return plan(keys.toArray(String[]::new));
  }

  private static void assertPriced(ParetoFront front) {
    assertThat(front.ways()).hasSize(4);
    assertThat(front.reference().words()).isEqualTo("as recorded");
    assertThat(front.ways().getFirst().words())
        .isEqualTo("25 % of the light and a lens that blurs by σ 2 px");
    assertThat(front.reference().cost().lens()).isEqualTo(5000);
  }

  @Test
  void aRunIsReproducedFromTheLabBookAlone() throws IOException {
    try (LabBook book = book()) {
      String run = run(plan("splits.shuffle.number", "1"), book, "out").run();
      ReproductionDiff diff =
          new ReproduceRun(
                  book,
                  ReproduceStudy.all(Optional.empty(), () -> StepListener.SILENT),
                  folder.resolve("reproduced"))
              .run(book.number(run), Optional.empty(), _ -> {});
      assertThat(diff.numbers()).isEmpty();
      assertThat(diff.agreeing()).isGreaterThan(10);
    }
  }

  @Test
  void mistakesAreReportedBeforeTheFirstTraining() throws IOException {
    assertThatThrownBy(() -> open(plan("training.validation", "0")))
        .hasMessageContaining("expected training.validation above 0");
    assertThatThrownBy(() -> open(plan("learn.frozen", "[gama]")))
        .hasMessageContaining("θ has no parameter 'gama'");
    assertThatThrownBy(() -> open(plan("acquisition.light", "[0.1]")))
        .hasMessageContaining("give a sensor.yaml");
    Files.copy(SENSOR, folder.resolve("sensor.yaml"));
    assertThatThrownBy(() -> open(plan("sensor", "sensor.yaml", "acquisition.sampling", "[3]")))
        .hasMessageContaining("sampling is 3, which leaves 10 of 32 pixels per side");
    assertThatThrownBy(() -> open(plan("sensor", "sensor.yaml", "acquisition.bits", "[1]")))
        .hasMessageContaining("bits from 1 to 1");
    assertThatThrownBy(() -> plan("acquisition.sampling", "[2]"))
        .hasMessageContaining("sampling (--sampling) is 2: expected odd numbers");
    assertThatThrownBy(() -> plan("joint", "false")).hasMessageContaining("nothing would be done");
    assertThatThrownBy(
            () -> plan("training.data_model", "parametrized", "training.freeze", "[model]"))
        .hasMessageContaining("training.data_model is set")
        .hasMessageContaining("training.freeze is set");
  }

  @Test
  void theDefaultLearningRateOfThetaIsTenfoldUpToABound() throws IOException {
    assertThat(plan().thetaLearningRate(1e-4)).isCloseTo(1e-3, within(1e-15));
    assertThat(plan().thetaLearningRate(0.01)).isEqualTo(0.02);
    assertThat(plan("training.theta_learning_rate", "0.5").thetaLearningRate(1e-4)).isEqualTo(0.5);
  }
}
