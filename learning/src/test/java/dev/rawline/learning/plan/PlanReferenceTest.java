package dev.rawline.learning.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.train.Blobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReferenceTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return PlanReference.of(text, folder).file("theta.yaml", Progress.SILENT);
  }

  @Test
  void aFileIsFoundNextToThePlan() throws IOException {
    Path beside = Files.writeString(folder.resolve("numbers.yaml"), "");
    assertThat(file("numbers.yaml")).isEqualTo(beside);
    assertThat(file(beside.toString())).isEqualTo(beside);
  }

  @Test
  void aFolderIsResolvedToItsFileOfTheDefaultName() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> file("run"))
        .withMessage(run + ": has no theta.yaml; name a folder that has one, or the file itself");
    Path theta = Files.writeString(run.resolve("theta.yaml"), "");
    assertThat(file("run")).isEqualTo(theta);
  }

  @Test
  void aRunIsLookedUpInTheLabBook() throws IOException {
    Path made = Files.createDirectories(folder.resolve("runs/17"));
    Path theta = Files.writeString(made.resolve("theta.yaml"), "");
    PlanReference run =
        PlanReference.of("run:17", folder, id -> folder.resolve("runs").resolve(id));
    assertThat(run.file("theta.yaml", Progress.SILENT)).isEqualTo(theta);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> file("run:17"))
        .withMessage(
            "run:17: refers to a run of a lab book, but there is no lab book yet; give a folder or file");
  }

  @Test
  void theSensorOfDrawnCamerasMayBeOfARun() throws IOException {
    Path made = Files.createDirectories(folder.resolve("runs/17"));
    Path sensor = Files.writeString(made.resolve("sensor.yaml"), "");
    SequencedMap<String, String> flags =
        new LinkedHashMap<>(Map.of("data", "blobs", "vary", "{sensor: 'run:17', light: [0.5, 1]}"));
    CameraVariationPlan vary = TrainingPlan.FILE.read(Optional.empty(), flags).vary().orElseThrow();
    DataSet dataSet = new DataSet("blobs", Rights.UNKNOWN, Blobs.samples(1, 2), Optional.empty());
    ReferenceResolver book =
        new ReferenceResolver(folder, id -> folder.resolve("runs").resolve(id));
    assertThat(vary.sensorFile(dataSet, book, Progress.SILENT)).isEqualTo(sensor);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> vary.sensorFile(dataSet, ReferenceResolver.in(folder), Progress.SILENT))
        .withMessageContaining("there is no lab book yet");
  }

  @Test
  void theFirstExistingFileIsUsed() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    List<String> names = List.of("running.safetensors", "statistics.yaml");
    PlanReference reference = PlanReference.of("run", folder);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> reference.file(names, Progress.SILENT))
        .withMessageContaining("has no statistics.yaml");
    Path fixed = Files.writeString(run.resolve("statistics.yaml"), "");
    assertThat(reference.file(names, Progress.SILENT)).isEqualTo(fixed);
    Path running = Files.writeString(run.resolve("running.safetensors"), "");
    assertThat(reference.file(names, Progress.SILENT)).isEqualTo(running);
  }

  @Test
  void aMissingFileIsRejected() {
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> file("nowhere.yaml"))
        .withMessage(
            "nowhere.yaml: is not there; name a file, or a location such as"
                + " s3://bucket/theta.yaml");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> file("ftp://host/theta.yaml"))
        .withMessageStartingWith("'ftp://host/theta.yaml' is no location: expected a folder");
  }
}
