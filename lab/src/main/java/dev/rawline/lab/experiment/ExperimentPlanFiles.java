package dev.rawline.lab.experiment;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.layout.DataSetCamera;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.RecordFile;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML ↔ the plan of an experiment, with the keys of its training under {@code training}.
 *
 * @param file the file of the plan
 * @param defaults gives a new plan the defaults that plans did not have which were run before them
 * @param <R> the plan
 */
public record ExperimentPlanFiles<R extends Record & ExperimentPlan>(
    RecordFile<R> file, UnaryOperator<R> defaults) {

  private static final KeyRecord<TrainingPlan> TRAINING = TrainingPlan.FILE.keys();

  /**
   * Flags that are not called by the last word of their key: it is ambiguous, or already in use.
   */
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
    return new ExperimentPlanFiles<>(
        RecordFile.of(command, plan).withOptions(ExperimentPlanFiles::flag),
        UnaryOperator.identity());
  }

  /** Returns the same files, whose new plans get further defaults. */
  public ExperimentPlanFiles<R> filling(UnaryOperator<R> more) {
    return new ExperimentPlanFiles<>(file, more);
  }

  /**
   * Reads a plan to run, of which flags replace some keys. A plan as it was run, which lies next to
   * its provenance, is read as it was run: a default that was added later is not its own.
   *
   * @param plan the plan; none where flags give all keys
   * @throws ConfigurationException if a value is a mistake; the message lists all
   */
  public R read(Optional<Path> plan, SequencedMap<String, String> flags)
      throws ConfigurationException {
    R read = file.read(plan, flags);
    return plan.filter(run -> Files.exists(run.resolveSibling(OutputFolder.PROVENANCE))).isPresent()
        ? read
        : defaults.apply(read);
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
    return defaults.apply(
        file.read(name, YamlDocument.of(name, preset.plan(file.kind().word())), flags));
  }

  /**
   * Returns the text of a plan: every key that it has or that has a default, and its meaning; of
   * training without what the experiment decides.
   */
  public String text(R plan) {
    JsonNode tree = file.keys().write(plan);
    if (tree.get("training") instanceof ObjectNode training) {
      training.remove(ManagedTrainingKeys.WITH_DEFAULTS);
    }
    return YamlText.of(file.keys(), tree);
  }

  /** Returns the plan's keys and values, those within training one by one. */
  SequencedMap<String, String> parameters(R plan) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    file.keys()
        .texts(plan)
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

  /**
   * Returns a plan; where its training names no camera, with the data set's {@code camera.yaml}, or
   * else with the preset whose name its sensor has.
   *
   * @param references where what the plan names is looked up
   * @throws IllegalArgumentException if there is no such camera
   * @throws IOException if the data set cannot be fetched or read
   */
  public R withCamera(R plan, ReferenceResolver references, Progress progress) throws IOException {
    TrainingPlan training = plan.training();
    if (!isOwnCamera(training)) {
      SplitDataSet.camera(training, references); // before any training
      return plan;
    }
    Path folder =
        PlanReference.of(training.data(), references.folder(), references.runs()).folder(progress);
    DataSet dataSet = DataSets.open(folder, ResolvedPlan.reading(training));
    Optional<String> name = ownCamera(training, dataSet);
    return name.isEmpty()
        ? plan
        : file.keys()
            .with(plan, Map.of("training", TRAINING.with(training, Map.of("camera", name.get()))));
  }

  /** Returns whether a plan of training leaves the camera to the data set. */
  public static boolean isOwnCamera(TrainingPlan training) {
    return training.camera().filter(word -> !word.equals(PlanWords.OF_DATA)).isEmpty();
  }

  /**
   * Returns the camera of a data set, where a plan leaves it to the data set: its {@code
   * camera.yaml}, or else, if the plan names none, the preset whose name its sensor has.
   *
   * @throws IllegalArgumentException if the plan says data and there is no such file
   * @throws IOException if its sensor cannot be read
   */
  public static Optional<String> ownCamera(TrainingPlan training, DataSet dataSet)
      throws IOException {
    Optional<Path> own =
        training.camera().isPresent()
            ? Optional.of(DataSetCamera.required(dataSet))
            : dataSet.camera();
    return own.isPresent()
        ? own.map(file -> file.toAbsolutePath().toString())
        : DataSetCamera.preset(dataSet);
  }

  /**
   * Writes a plan.
   *
   * @throws IOException if the file cannot be written; the message states why and what to do
   */
  public void write(R plan, Path file) throws IOException {
    AtomicFile.write(file, text(plan).getBytes(StandardCharsets.UTF_8));
  }
}
