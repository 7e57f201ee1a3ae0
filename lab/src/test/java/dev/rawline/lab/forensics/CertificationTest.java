package dev.rawline.lab.forensics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.experiment.StepRecorder;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.forensics.ExamineModel.ForensicsResult;
import dev.rawline.lab.forensics.certify.CertifiedAccuracy;
import dev.rawline.lab.forensics.certify.CertifiedRegion;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certified regions of a small network that has learned spots of light in a second. */
class CertificationTest {
  private static final List<String> KEYS =
      List.of(
          "training.epochs", "6",
          "training.validation", "0",
          "splits.shuffle.number", "1",
          "splits.shuffle.train", "0.5",
          "tolerance.parameters", "none",
          "worst_case.groups", "none",
          "certify.regions", "[{gamma: 0.4, black_level: 0.01}, {noise: 0.02}]",
          "certify.selection", "20",
          "certify.draws", "100",
          "certify.search_draws", "60",
          "certify.evaluations", "4",
          "certify.samples", "12");

  @TempDir private static Path shared;

  private static Path data;
  private static ForensicsResult found;

  @BeforeAll
  static void certify() throws IOException {
    data = SpotDataSets.classes(shared.resolve("glows"), 16);
    found = run("out", new StepRecorder());
  }

  private static ForensicsPlan plan(String... keysAndValues) throws IOException {
    return ForensicsPlan.FILES
        .file()
        .read(Optional.empty(), StudyFolder.keys(data, KEYS, keysAndValues));
  }

  private static ForensicsResult run(String out, StepListener listener, String... keysAndValues)
      throws IOException {
    StudyFolder study = new StudyFolder(shared);
    try (LabBook book = study.book()) {
      return new ExamineModel(
              ForensicsExperiment.open(
                  plan(keysAndValues), ReferenceResolver.in(shared), Device.CPU, Progress.SILENT),
              study.setup(book, out, listener))
          .run()
          .result();
    }
  }

  @Test
  void certifiedAccuracyFallsAndStaysBelowTheSearchedOne() {
    List<CertifiedAccuracy> regions = found.findings().certifiedAccuracies();
    assertThat(regions).hasSize(2);
    for (CertifiedAccuracy each : regions) {
      assertThat(each.samples()).isEqualTo(12);
      assertThat(each.clean()).isBetween(0.4, 1.0);
      double before = each.clean();
      for (CertifiedAccuracy.Point at : each.curve()) {
        assertThat(at.certified()).isLessThanOrEqualTo(before);
        assertThat(at.certified()).isLessThanOrEqualTo(at.searched() + 2.0 / 12);
        // Votes of 60 draws may place a flip a little within a region.
        before = at.certified();
      }
      assertThat(each.curve().getLast().certified()).isZero();
    }
    assertThat(regions.getFirst().cameras()).hasSize(2);
    assertThat(found.story()).anyMatch(sentence -> sentence.contains("Half of that is certified"));
  }

  @Test
  void resultsAreWrittenToFiles() throws IOException {
    Path out = shared.resolve("out");
    ResultSchema.requireFits(out.resolve("findings.json"), "forensics");
    assertThat(out.resolve("certified-1.svg")).isRegularFile();
    assertThat(out.resolve("certified-2.svg")).isRegularFile();
    assertThat(Files.readAllLines(out.resolve("certified.csv"))).hasSize(1 + 2 * 12);
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page).contains("Certified regions of cameras", "Only 12 samples were certified");
  }

  /** A run that was killed goes on after the last whole line of its journal. */
  @Test
  void anInterruptedCertificateResumesAndGivesTheSameBits() throws IOException {
    Path folder;
    try (var files = Files.walk(shared.resolve("steps"))) {
      folder =
          files
              .filter(file -> file.getFileName().toString().equals("certified.json"))
              .filter(CertificationTest::isOfGamma)
              .findFirst()
              .orElseThrow()
              .getParent();
    }
    byte[] result = Files.readAllBytes(folder.resolve("certified.json"));
    List<String> lines = Files.readAllLines(folder.resolve("certificates.csv"));
    assertThat(lines).hasSize(12);
    Files.delete(folder.resolve("certified.json"));
    Files.delete(folder.getParent().resolve("step.json"));
    Files.writeString(
        folder.resolve("certificates.csv"), String.join("\n", lines.subList(0, 5)) + "\n5,1,1");
    List<String> reported = new ArrayList<>();
    run(
        "out",
        new StepListener() {
          @Override
          public void reports(Step<?> step, long done, long all, String words) {
            if (words.contains("certified")) {
              reported.add(words.replaceAll(".* of (\\d+) .*", "$1"));
            }
          }
        });
    assertThat(reported).containsExactly("6", "7", "8", "9", "10", "11", "12");
    assertThat(Files.readAllBytes(folder.resolve("certified.json"))).isEqualTo(result);
  }

  private static boolean isOfGamma(Path file) {
    try {
      return JsonRecords.read(file, CertifiedRegion.class).parameters().size() == 2;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void regionsThatCannotBeAreRefusedBeforeAnythingIsTrained() {
    StepRecorder recorder = new StepRecorder();
    assertThatThrownBy(
            () -> run("bad", recorder, "certify.regions", "[{gama: 0.1}, {blur: 0.1}, {noise: 1}]"))
        .hasMessageContaining("certify.regions: θ has no parameter 'gama'");
    assertThatThrownBy(() -> plan("certify.regions", "[{gamma: 0.1, noise: 0.1}]"))
        .hasMessageContaining("list it as one");
    assertThatThrownBy(() -> plan("certify.regions", "[]")).hasMessageContaining("regions");
    assertThat(recorder.names()).isEmpty();
  }
}
