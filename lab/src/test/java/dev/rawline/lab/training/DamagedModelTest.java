package dev.rawline.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.evaluation.PredictFiles;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.joint.NonFiniteOutputException;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.train.StepReport;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a model are damaged after training, or contain numbers that are not finite. */
class DamagedModelTest {
  @TempDir private Path work;
  private Path model;
  private ResolvedPlan planned;

  @BeforeEach
  void train() throws IOException {
    String data = SpotDataSets.classes(work.resolve("glows"), 12).toString();
    model = work.resolve("model");
    planned = SpotDataSets.planned("data", data, "data_model", "parametrized", "epochs", "1");
    SpotDataSets.trained(planned, model).close();
  }

  private void requireRefused(Path file, String found) {
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> TrainedModel.open(model, SpotDataSets.ENGINE))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(found);
  }

  @Test
  void aChangedByteOfAnyFileThatDecidesOutputsIsRefused() throws IOException {
    Random random = new Random(Seeds.next("DamagedModelTest"));
    for (String name :
        List.of(
            "model.safetensors",
            "standardizing.safetensors",
            "theta.yaml",
            "theta-start.yaml",
            "plan.yaml",
            "split.json")) {
      Path file = model.resolve(name);
      byte[] content = Files.readAllBytes(file);
      byte[] changed = content.clone();
      boolean text = !name.endsWith(".safetensors");
      int at = text ? random.nextInt(content.length) : content.length - 1 - random.nextInt(16);
      changed[at] ^= 1;
      Files.write(file, changed);
      requireRefused(
          file, text ? "is not as training wrote it: its SHA-256 is " : "is damaged: the SHA-256");
      Files.write(file, content);
    }
    SpotDataSets.trained(planned, model).close();
  }

  /** What earlier versions wrote has no checksums. */
  @Test
  void aModelWithoutChecksumsIsReadAsBefore() throws IOException {
    Map<String, Object> provenance =
        new LinkedHashMap<>(JsonFile.read(model.resolve("provenance.json")));
    assertThat(provenance.remove("sha256")).isNotNull();
    JsonFile.write(provenance, model.resolve("provenance.json"));
    Path plan = model.resolve("plan.yaml");
    Files.writeString(plan, Files.readString(plan) + "# a note\n");
    for (String name : List.of("model.safetensors", "standardizing.safetensors")) {
      String content = Files.readString(model.resolve(name), StandardCharsets.ISO_8859_1);
      Files.writeString(
          model.resolve(name),
          content.replaceFirst("rawline_sha256", "another_sha256"),
          StandardCharsets.ISO_8859_1);
    }
    try (TrainedModel opened = TrainedModel.open(model, SpotDataSets.ENGINE)) {
      assertThat(opened.task()).isNotNull();
    }
  }

  @Test
  void aDamagedProvenanceIsRefused() throws IOException {
    Path provenance = model.resolve("provenance.json");
    Files.write(provenance, new byte[512]);
    requireRefused(provenance, "is damaged");
  }

  @Test
  void anInterruptedTrainingDoesNotResumeByAnotherPlan() throws IOException {
    Path folder = work.resolve("parts");
    AtomicReference<TrainModel> running = new AtomicReference<>();
    running.set(
        new TrainModel(
            planned,
            Path.of(""),
            folder,
            SpotDataSets.ENGINE,
            new TrainingListener() {
              @Override
              public void step(StepReport report) {
                running.get().requestStop();
              }
            }));
    assertThat(running.get().run()).isInstanceOf(TrainModel.Result.Stopped.class);
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, Files.readString(plan).replace("0.001", "0.003"));
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(
            () ->
                new TrainModel(
                        planned, Path.of(""), folder, SpotDataSets.ENGINE, TrainingListener.SILENT)
                    .run())
        .withMessageStartingWith(plan + ": is not as training wrote it");
  }

  private void spoil(String which, float value) throws IOException {
    Path file = model.resolve("model.safetensors");
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    SafeTensors.read(file)
        .arrays()
        .forEach(
            (name, array) -> {
              float[] numbers = array.toFloats();
              if (name.equals(which)) {
                Arrays.fill(numbers, value);
              }
              arrays.put(
                  name,
                  array.type().code().equals("I64")
                      ? array
                      : StoredArray.of(
                          numbers, array.shape().stream().mapToLong(size -> size).toArray()));
            });
    SafeTensors.write(file, new StateDict(arrays));
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      spoil("fc.bias", value);
      requireRefused(
          model,
          "contains weights that cannot be used (fc.bias contains NaN or infinite numbers: expected finite ones)");
    }
  }

  /** Finite weights may overflow to outputs that are not. */
  @Test
  void aPredictionThatIsNotFiniteIsARefusedFile() throws IOException {
    spoil("block1.conv.weight", Float.MAX_VALUE);
    List<Sample> samples = planned.samples(Subset.TEST);
    PredictFiles.Result result =
        new PredictFiles(
                new ModelSource.Folder(model), work.resolve("answers"), SpotDataSets.ENGINE)
            .run(samples, false, Progress.SILENT);
    assertThat(result.answers()).isEmpty();
    assertThat(result.outcomes())
        .hasSameSizeAs(samples)
        .allSatisfy(
            outcome ->
                assertThat(outcome.toString())
                    .containsPattern("the model returns (NaN|-?Infinity) for sample (dark|glow)/")
                    .contains("expected finite numbers"));
    try (TrainedModel opened = TrainedModel.open(model, SpotDataSets.ENGINE)) {
      assertThatExceptionOfType(NonFiniteOutputException.class)
          .isThrownBy(
              () ->
                  opened
                      .evaluation()
                      .evaluate(
                          samples, opened.loss(), Bootstrap.usual(1), Progress.SILENT, _ -> {}))
          .withMessageContaining(samples.getFirst().id());
    }
  }
}
