package dev.rawline.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.training.SpotDataSets;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drift experiment is reproduced from the lab book alone. */
class ReproduceDriftTest {
  @TempDir private static Path folder;

  private static String run;

  @BeforeAll
  static void synthesizeDrift() throws IOException {
    SpotDataSets.classes(folder.resolve("glows"), 6);
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            training:
              data: glows
              camera: drone
              model: {small-cnn: {widths: [8, 16]}}
              size: 16
              epochs: 1
              validation: 0
            splits: {shuffle: {number: 1, train: 0.5}}
            train: {views: [bilinear-sharpen-gaussian, menon-unsharp-median]}
            corruptions: {names: [gaussian_noise], severities: [2]}
            """);
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      run =
          new SynthesizeDrift(
                  DriftExperiment.open(
                      DriftPlan.FILES.file().read(plan),
                      ReferenceResolver.in(folder),
                      Device.CPU,
                      Progress.SILENT),
                  study.setup(book, "out", StepListener.SILENT))
              .run()
              .result()
              .run();
    }
  }

  private static ReproductionDiff reproduce(
      Optional<String> data, String out, Consumer<String> notes) throws IOException {
    try (LabBook book = new StudyFolder(folder).book()) {
      return new ReproduceRun(
              book, ReproduceStudy.all(data, () -> StepListener.SILENT), folder.resolve(out))
          .run(book.number(run), Optional.empty(), notes);
    }
  }

  @Test
  void onTheSameMachineNoNumberDiffers() throws IOException {
    ReproductionDiff diff = reproduce(Optional.empty(), "again", _ -> {});
    assertThat(diff.numbers()).isEmpty();
    assertThat(diff.origin()).noneMatch(change -> change.name().equals("data"));
    assertThat(diff.agreeing()).isGreaterThan(2 * (2 + 1) * 4);
  }

  @Test
  void anotherDataSetIsReportedAsRejected() throws IOException {
    Path few = SpotDataSets.classes(folder.resolve("few"), 1);
    List<String> notes = new ArrayList<>();
    ReproductionDiff other = reproduce(Optional.of(few.toString()), "on few", notes::add);
    assertThat(other.agrees()).isFalse();
    assertThat(other.origin().getFirst().name()).isEqualTo("data");
    assertThat(other.refused()).hasValueSatisfying(why -> assertThat(why).contains("few"));
    assertThat(notes).first().asString().startsWith("the data set is not the one used by run ");
  }
}
