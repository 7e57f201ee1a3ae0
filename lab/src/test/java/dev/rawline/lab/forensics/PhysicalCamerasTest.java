package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.forensics.ExamineModel.ForensicsResult;
import dev.rawline.lab.forensics.search.PhysicalGroup;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.page.BrowserPage;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worst cameras that an instrument can be, of a small network that has learned simulated spots.
 */
class PhysicalCamerasTest {
  private static final List<String> KEYS =
      List.of(
          "training.epochs", "6",
          "training.validation", "0",
          "splits.shuffle.number", "1",
          "splits.shuffle.train", "0.5",
          "tolerance.parameters", "gamma",
          "tolerance.steps", "3",
          "tolerance.precision", "0.2",
          "tolerance.map", "0",
          "tolerance.box", "1",
          "tolerance.box_points", "4",
          "worst_case.groups", "[physical, gamma]",
          "worst_case.limits", "[0.01]",
          "worst_case.evaluations", "8",
          "worst_case.restarts", "2");

  @TempDir private static Path folder;
  private static ForensicsResult examined;

  @BeforeAll
  static void examine() throws IOException {
    examined = run(KEYS);
  }

  private static ForensicsResult run(List<String> keys) throws IOException {
    Path data = SpotDataSets.classes(folder.resolve("spots"), 10);
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      return new ExamineModel(
              ForensicsExperiment.open(
                  ForensicsPlan.FILES.file().read(Optional.empty(), StudyFolder.keys(data, keys)),
                  ReferenceResolver.in(folder),
                  Device.CPU,
                  Progress.SILENT),
              study.setup(book, "out", StepListener.SILENT))
          .run()
          .result();
    }
  }

  @Test
  void everyPhysicalGroupIsSearchedByItself() {
    assertThat(examined.findings().groups())
        .containsExactlyElementsOf(
            Stream.concat(PhysicalGroup.words().stream(), Stream.of("gamma")).toList());
  }

  @Test
  void theWorstCameraIsOneThatAnInstrumentCanBe() {
    for (WorstCases each : examined.findings().worst()) {
      for (WorstCameraResult found : each.cases()) {
        assertThat(found.closeness()).isLessThanOrEqualTo(found.allowed() * (1 + 1e-5));
        assertThat(found.camera().isEmpty()).isEqualTo(each.group().equals("gamma"));
        assertThat(found.evaluations()).isBetween(1, 9);
        switch (each.group()) {
          case "defocus" -> requireBetween(found, "defocus.diameter", 0, 6);
          case "gaussian_blur" -> requireBetween(found, "gaussian_blur.sigma", 0, 1.5);
          case "motion" -> requireBetween(found, "motion.rows", -6, 6);
          case "diffraction" -> requireBetween(found, "diffraction.f_number", 0, 7);
          case "daylight" -> requireBetween(found, "daylight.mired", 40, 250);
          case "led" -> requireBetween(found, "led.mired", 1e6 / 6500, 1e6 / 2700);
          case "specified_levels" -> requireBetween(found, "specified_levels.gain", 0.95, 1.05);
          case "firmware" -> requireBetween(found, "firmware.choice", 0, 81);
          default -> assertThat(found.numbers()).containsKey("gamma");
        }
      }
    }
  }

  private static void requireBetween(
      WorstCameraResult found, String name, double lowest, double highest) {
    assertThat(found.numbers().get(name)).as(name).isBetween(lowest, highest);
  }

  @Test
  void physicalCamerasAndAdversarialSettingsAreReportedApart() throws IOException {
    String page = Files.readString(folder.resolve("out/report.html"));
    assertThat(page)
        .contains("Physical cameras", "Adversarial settings", "balanced to daylight of", "px");
    BrowserPage.requireReadable("forensics/page", page, "certified");
    ResultSchema.requireFits(folder.resolve("out/findings.json"), "forensics");
    assertThat(Files.readString(folder.resolve("out/worst-cases.csv")))
        .contains("kind,camera", "adversarial,", "physical,defocus of");
    assertThat(examined.story().getLast()).startsWith("The worst camera found (");
    assertThat(folder.resolve("out/worst-camera.png")).isRegularFile();
  }

  @Test
  void aMisspeltGroupIsReportedWithAllWords() {
    assertThatThrownBy(() -> run(List.of("worst_case.groups", "defokus")))
        .hasMessageContaining("worst_case.groups")
        .hasMessageContaining("or of physical cameras defocus, gaussian_blur")
        .hasMessageContaining("physical");
  }
}
