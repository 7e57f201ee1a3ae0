package dev.rawline.lab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.config.SensorFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.FileKind;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.ResolvedPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * YAML ↔ the plan of an experiment that has under {@code training} what is learned.
 *
 * @param keys the keys of the plan
 * @param kind the kind of file
 * @param <R> the plan
 */
public record ExperimentPlanFiles<R extends Record & ExperimentPlan>(
    KeyRecord<R> keys, FileKind kind) {

  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  /** Flags that are not called by the last word of their key: it means too little, or is taken. */
  private static final Map<String, String> NAMED =
      Map.of(
          "model", "--trained",
          "splits.shuffle.number", "--splits",
          "test.views", "--test-views",
          "corruptions.names", "--corruptions");

  /** Returns the flag of a key: {@code --learning-rate} of training.learning_rate. */
  public static String flag(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return NAMED.getOrDefault(key, "--" + last.replace('_', '-'));
  }

  /** Describes the files of a plan, whose schema is called by the command that runs it. */
  public static <R extends Record & ExperimentPlan> ExperimentPlanFiles<R> of(
      String command, Class<R> plan) {
    return new ExperimentPlanFiles<>(new KeyRecord<>(plan), FileKind.of(command, plan));
  }

  /**
   * Reads a plan.
   *
   * @throws ConfigurationException if the file is not one; the message lists every mistake
   */
  public R read(Path file) throws ConfigurationException {
    return read(Optional.of(file), new LinkedHashMap<>());
  }

  /**
   * Reads a plan of which flags replace some keys.
   *
   * @param file the plan; none where flags have everything
   * @param flags the values of keys, as in the file, by the names of the keys; a dot between a key
   *     and one within it, as in training.epochs
   * @throws ConfigurationException if a value, or what the file has beside it, is a mistake; the
   *     message lists all, those of a flag by its name
   */
  public R read(Optional<Path> file, SequencedMap<String, String> flags)
      throws ConfigurationException {
    Path name = file.orElse(Path.of("the plan"));
    return read(name, file.isPresent() ? YamlDocument.read(name) : YamlDocument.empty(), flags);
  }

  /**
   * Reads the plan of a published experiment, of which flags replace some keys.
   *
   * @throws IllegalArgumentException if another command runs it
   * @throws ConfigurationException if a value is a mistake; the message lists all
   */
  public R read(PublishedExperiment preset, SequencedMap<String, String> flags)
      throws ConfigurationException {
    Path name = Path.of("preset " + preset.title());
    return read(name, YamlDocument.of(name, preset.plan(kind.word())), flags);
  }

  private R read(Path name, YamlDocument document, SequencedMap<String, String> flags)
      throws ConfigurationException {
    for (Map.Entry<String, String> flag : flags.entrySet()) {
      document.put(name, flag.getKey(), flag.getValue(), flag(flag.getKey()));
    }
    return keys.read(name, document, kind);
  }

  /**
   * Returns the text of a plan: every key that it sets or that has a default, and its meaning; of
   * training without what the experiment decides.
   */
  public String text(R plan) {
    JsonNode tree = keys.write(plan);
    if (tree.get("training") instanceof ObjectNode training) {
      training.remove(ManagedTrainingKeys.WITH_DEFAULTS);
    }
    return YamlText.of(keys, tree);
  }

  /** Returns the plan's keys and values, those within training one by one. */
  SequencedMap<String, String> parameters(R plan) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    keys.texts(plan)
        .forEach(
            (name, value) -> {
              if (name.equals("training")) {
                TRAINING
                    .texts(plan.training())
                    .forEach((key, text) -> parameters.put("training." + key, text));
              } else {
                parameters.put(name, value);
              }
            });
    ManagedTrainingKeys.WITH_DEFAULTS.forEach(key -> parameters.remove("training." + key));
    return YamlText.plain(parameters);
  }

  /** Returns a plan with other values for some keys, by their names. */
  public R with(R plan, Map<String, ?> values) {
    return keys.with(plan, values);
  }

  /**
   * Returns a plan; where its training names no camera, with the one whose name the data set's
   * sensor has.
   *
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if there is no such camera
   * @throws IOException if the data set cannot be fetched or read
   */
  public R withCamera(R plan, ReferenceResolver references, Progress progress) throws IOException {
    TrainingPlan training = plan.training();
    if (training.camera().isPresent()) {
      SplitDataSet.camera(training, references); // before any training
      return plan;
    }
    Path folder =
        PlanReference.of(training.data(), references.folder(), references.runs()).folder(progress);
    Optional<Path> sensor = DataSets.open(folder, ResolvedPlan.reading(training)).sensor();
    Optional<String> name =
        sensor.isEmpty()
            ? Optional.empty()
            : Optional.of(SensorFiles.read(sensor.get()).name())
                .filter(known -> Camera.preset(known).isPresent());
    return name.isEmpty()
        ? plan
        : with(plan, Map.of("training", TRAINING.with(training, Map.of("camera", name.get()))));
  }

  /**
   * Writes a plan.
   *
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public void write(R plan, Path file) throws IOException {
    AtomicFile.write(file, text(plan).getBytes(StandardCharsets.UTF_8));
  }
}
