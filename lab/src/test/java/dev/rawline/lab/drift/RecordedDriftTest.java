package dev.rawline.lab.drift;

import static dev.rawline.lab.experiment.StudyFolder.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.DataSets;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.drift.SynthesizeDrift.DriftResult;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.StepRecorder;
import dev.rawline.lab.experiment.StudyFolder;
import dev.rawline.lab.reproduce.ReproduceRun;
import dev.rawline.lab.reproduce.ReproduceStudy;
import dev.rawline.lab.reproduce.ReproductionDiff;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drift between cameras that recorded the same scenes. */
class RecordedDriftTest {
  private static final String VIEW = "menon-unsharp-median";
  private static final int COUNT = 12;

  private static final SensorSpec COARSE =
      SensorSpec.MICROSCOPE.with(
          sensor -> sensor.pixelPitch = 2 * SensorSpec.MICROSCOPE.pixelPitch());

  /** Finer pixels, fewer electrons, much more noise, other levels and colours. */
  private static final SensorSpec FINER =
      SensorSpec.MICROSCOPE.with(
          sensor -> {
            sensor.name = "finer";
            sensor.quantumEfficiency = new Rgb(0.6, 0.4, 0.2);
            sensor.fullWell = 500;
            sensor.gain = 90;
            sensor.readNoise = 30;
            sensor.offset = 4 * SensorSpec.MICROSCOPE.offset();
          });

  @TempDir private static Path shared;

  @TempDir private Path folder;

  @BeforeAll
  static void record() throws IOException {
    record(COARSE, 64, "one");
    record(FINER, 128, "other");
    copy(shared.resolve("one"), shared.resolve("same"));
  }

  private static void record(SensorSpec sensor, int side, String name) throws IOException {
    SimulatedCamera camera = new SimulatedCamera(sensor, OpticsSpec.MICROSCOPE, side, side, 5);
    new Simulate(
            shared.resolve(name),
            SceneChoice.BLOOD_SMEAR,
            List.of("LYT", "NGS"),
            /* balanced= */ true,
            camera,
            9,
            1)
        .run(COUNT, Progress.SILENT);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** Returns a plan whose conditions are recorded in data sets; no name is that of training. */
  private static DriftPlan plan(String data, String train, String test, String... keysAndValues)
      throws IOException {
    List<String> usual =
        List.of(
            "training.camera", "data",
            "training.size", "32",
            "training.epochs", "2",
            "training.validation", "0",
            "splits.shuffle.number", "1",
            "splits.shuffle.train", "0.5",
            "train.conditions", "[" + train + "]",
            "test.conditions", "[" + test + "]");
    return DriftPlan.FILES
        .file()
        .read(Optional.empty(), StudyFolder.keys(Path.of(data), usual, keysAndValues));
  }

  private static String by(String recorded, String... keys) {
    List<String> all = new ArrayList<>(List.of("isp: " + VIEW));
    if (!recorded.isEmpty()) {
      all.add("recorded: " + recorded);
    }
    all.addAll(List.of(keys));
    return "{" + String.join(", ", all) + "}";
  }

  private static String and(String... conditions) {
    return String.join(", ", conditions);
  }

  private static DriftExperiment open(DriftPlan plan) throws IOException {
    return open(plan, shared);
  }

  private static DriftExperiment open(DriftPlan plan, Path from) throws IOException {
    return DriftExperiment.open(plan, ReferenceResolver.in(from), Device.CPU, Progress.SILENT);
  }

  private DriftResult run(DriftExperiment experiment, String out, StepRecorder recorder)
      throws IOException {
    StudyFolder study = new StudyFolder(folder);
    try (LabBook book = study.book()) {
      return new SynthesizeDrift(experiment, study.setup(book, "steps", out, ONE, recorder))
          .run()
          .result();
    }
  }

  /** Returns the predictions of a cell: sample, class and probability. */
  private List<String> predictions(DriftResult result, String trained, String tested)
      throws IOException {
    List<String> found = new ArrayList<>();
    try (LabBook book = new StudyFolder(folder).existingBook()) {
      book.predictions(
          book.number(result.run()),
          one -> {
            if (one.trained().equals(trained)
                && one.tested().equals(tested)
                && one.severity() == 0) {
              found.add(one.sample() + " " + one.predicted() + " " + one.probability());
            }
          });
    }
    assertThat(found).as("%s on %s", trained, tested).isNotEmpty();
    return found;
  }

  @Test
  void theSameRecordingChangesNoPredictionAndAnotherCameraDoes() throws IOException {
    StepRecorder recorder = new StepRecorder();
    DriftResult result =
        run(
            open(
                plan("one", by(""), and(by(""), by("same"), by("other")), "adapt", "[batch_norm]")),
            "out",
            recorder);

    assertThat(recorder.names())
        .as("the copy is evaluated, not taken for the original")
        .contains("test %s, split 1, on %1$s, recorded same".formatted(VIEW));
    List<String> matched = predictions(result, VIEW, VIEW);
    assertThat(predictions(result, VIEW, VIEW + ", recorded same")).isEqualTo(matched);
    assertThat(predictions(result, VIEW, VIEW + ", recorded other"))
        .hasSameSizeAs(matched)
        .doesNotContainAnyElementsOf(matched);
    assertThat(result.findings().orElseThrow().matrix().tested())
        .containsExactly(VIEW, VIEW + ", recorded same", VIEW + ", recorded other");
    String adapted = ", adapt batch_norm";
    assertThat(predictions(result, VIEW, VIEW + ", recorded same" + adapted))
        .as("adapted to images of the recording")
        .isEqualTo(predictions(result, VIEW, VIEW + adapted));
    assertThat(predictions(result, VIEW, VIEW + ", recorded other" + adapted))
        .doesNotContainAnyElementsOf(predictions(result, VIEW, VIEW + adapted));
  }

  /**
   * What is recorded in another data set is what an experiment on that data set sees: models,
   * cameras, sensors and statistics.
   */
  @Test
  void theOtherDataSetCountsAsIfItWereThatOfTraining() throws IOException {
    String dark = "light: 0.1";
    DriftResult one =
        run(
            open(
                plan(
                    "one",
                    by("other"),
                    and(by("other"), by(""), by("other", dark), by("", dark)),
                    "corruptions.names",
                    "contrast",
                    "corruptions.severities",
                    "[3]")),
            "one-out",
            new StepRecorder());
    StepRecorder recorder = new StepRecorder();
    DriftResult other =
        run(
            open(plan("other", by(""), and(by(""), by("one"), by("", dark), by("one", dark)))),
            "other-out",
            recorder);

    assertThat(recorder.trainings()).as("the model is the same, by content").isEmpty();
    String otherwise = VIEW + ", recorded other";
    for (String light : List.of("", ", light 0.1")) {
      assertThat(predictions(one, otherwise, otherwise + light))
          .isEqualTo(predictions(other, VIEW, VIEW + light));
      assertThat(predictions(one, otherwise, VIEW + light))
          .isEqualTo(predictions(other, VIEW, VIEW + ", recorded one" + light));
    }
    assertThat(predictions(one, otherwise, otherwise + ", light 0.1"))
        .isNotEqualTo(predictions(one, otherwise, otherwise));
    assertThat(one.scores())
        .filteredOn(score -> score.corruption().isPresent())
        .extracting("tested")
        .as("corruptions apply to the model's own condition")
        .containsExactly(otherwise);
  }

  /** Its camera.yaml and that of each raw file are the same camera; one for both is not. */
  @Test
  void eachRecordingIsRenderedByItsOwnCamera() throws IOException {
    List<List<String>> found = new ArrayList<>();
    for (String camera :
        List.of("data", "", "file", shared.resolve("one/camera.yaml").toString())) {
      DriftResult result =
          run(
              open(
                  plan("one", by(""), and(by(""), by("other")), "training.camera", camera), shared),
              "by-" + found.size(),
              new StepRecorder());
      found.add(predictions(result, VIEW, VIEW + ", recorded other"));
    }
    assertThat(found.get(1)).as("no camera in the plan").isEqualTo(found.get(0));
    assertThat(found.get(2)).as("file").isEqualTo(found.get(0));
    assertThat(found.get(3)).as("one camera").doesNotContainAnyElementsOf(found.get(0));
  }

  @Test
  void theRunNamesTheOtherDataSetAndItsPlanFindsItAgain() throws IOException {
    DriftResult result =
        run(open(plan("one", by(""), and(by(""), by("other")))), "out", new StepRecorder());

    String sum = DataSets.open(shared.resolve("other")).hash();
    assertThat(JsonFile.read(folder.resolve("out/provenance.json")).get("recorded").toString())
        .isEqualTo("{other=" + sum + "}");
    assertThat(folder.resolve("out/plan.yaml"))
        .content()
        .contains("recorded: \"%s\"".formatted(shared.resolve("other")), "camera: data");
    assertThat(folder.resolve("out/report.html")).content().contains("recorded other");
    try (LabBook book = new StudyFolder(folder).existingBook()) {
      assertThat(book.run(book.number(result.run())).tags()).containsEntry("recorded", "other");
    }

    StepRecorder again = new StepRecorder();
    Path copy = folder.resolve("out").resolve(PlanCopy.NAME);
    run(open(DriftPlan.FILES.file().read(copy), copy.getParent()), "again", again);
    assertThat(again.names()).as("the copied plan runs the same steps").isEmpty();
  }

  @Test
  void aChangedRecordingIsNeitherReusedNorReproduced() throws IOException {
    copy(shared.resolve("other"), folder.resolve("other"));
    copy(shared.resolve("one"), folder.resolve("one"));
    DriftPlan plan = plan("one", by(""), and(by(""), by("other")));
    DriftResult result = run(open(plan, folder), "out", new StepRecorder());

    assertThat(reproduced(result, "same", new ArrayList<>()).agrees()).isTrue();

    // Its first sample is the second scene now.
    for (String ending : List.of("tiff", "yaml")) {
      Files.copy(
          shared.resolve("other/images/000002." + ending),
          folder.resolve("other/images/000001." + ending),
          StandardCopyOption.REPLACE_EXISTING);
    }
    StepRecorder recorder = new StepRecorder();
    run(open(plan, folder), "changed", recorder);
    assertThat(recorder.names())
        .containsExactly("test %s, split 1, on %1$s, recorded other".formatted(VIEW));
    List<String> notes = new ArrayList<>();
    reproduced(result, "changed-again", notes);
    assertThat(notes).first().asString().startsWith("the data set is not the one used by run ");
  }

  private ReproductionDiff reproduced(DriftResult result, String out, List<String> notes)
      throws IOException {
    try (LabBook book = new StudyFolder(folder).book()) {
      return new ReproduceRun(
              book,
              ReproduceStudy.all(Optional.empty(), () -> StepListener.SILENT),
              folder.resolve(out))
          .run(book.number(result.run()), Optional.empty(), notes::add);
    }
  }

  @Test
  void masksAreThoseOfTheRecording() throws IOException {
    String[] masks = {
      "training.task", "segmentation",
      "training.model", "{unet: {encoder: resnet18, depth: 3, widths: [16, 8, 8]}}",
      "training.epochs", "1"
    };
    DriftResult one =
        run(
            open(plan("one", by("other"), and(by(""), by("same"), by("other")), masks)),
            "one-out",
            new StepRecorder());
    DriftResult other =
        run(open(plan("other", by(""), by(""), masks)), "other-out", new StepRecorder());

    String otherwise = VIEW + ", recorded other";
    assertThat(predictions(one, otherwise, VIEW + ", recorded same"))
        .isEqualTo(predictions(one, otherwise, VIEW))
        .isNotEqualTo(predictions(one, otherwise, otherwise));
    assertThat(predictions(one, otherwise, otherwise)).isEqualTo(predictions(other, VIEW, VIEW));
  }

  @Test
  void dataSetsThatAreNoOtherRecordingAreRejectedTogether() throws IOException {
    copy(shared.resolve("other"), folder.resolve("fewer"));
    Path labels = folder.resolve("fewer/labels.csv");
    Files.writeString(
        labels,
        Files.readString(labels).replaceFirst("(?m)^images/000003.*\n", "")
            + "images/000003.tiff,MON,000003\n");
    for (String file : List.of("images/000002.tiff", "images/000002.yaml", "masks/000002.png")) {
      Files.delete(folder.resolve("fewer").resolve(file));
    }
    Files.writeString(labels, Files.readString(labels).replaceFirst("(?m)^images/000002.*\n", ""));
    copy(shared.resolve("other"), folder.resolve("without-camera"));
    Files.delete(folder.resolve("without-camera/camera.yaml"));
    Files.createDirectories(folder.resolve("empty"));
    String one = shared.resolve("one").toString();

    assertThatThrownBy(
            () ->
                open(
                    plan(
                        one,
                        by("fewer"),
                        and(by(""), by("empty"), by("nowhere"), by("without-camera"))),
                    folder))
        .hasMessageContaining(
            "recorded fewer: lacks 1 of the 12 samples of training.data: images/000002")
        .hasMessageContaining(
            "recorded fewer: has another class for 1 of the 12 samples of training.data:"
                + " images/000003 (MON, not LYT)")
        .hasMessageContaining("recorded fewer: expected another recording of the same samples")
        .hasMessageContaining("recorded empty: ")
        .hasMessageContaining("recorded nowhere: ")
        .hasMessageContaining(
            "recorded without-camera: camera is data, but data set blood-smear, seed 9 has no"
                + " camera.yaml");
    assertThatThrownBy(
            () -> open(plan(folder.resolve("fewer").toString(), by(""), by("other")), shared))
        .hasMessageContaining("has 1 samples that training.data lacks: images/000002");
    assertThatThrownBy(() -> plan("one", by("a/other"), by("b/other/")))
        .hasMessageContaining(
            "recorded is a/other and b/other/, which tables would all call other");
  }
}
