package dev.rawline.app.options;

import dev.rawline.data.web.Address;
import dev.rawline.learning.assembly.ExportDescription;
import dev.rawline.learning.assembly.ExportedFile;
import dev.rawline.learning.assembly.ExternalModel;
import dev.rawline.learning.assembly.ModelSource;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Describes a model that was trained elsewhere and comes as a file: its preprocessing, by flags
 * named after a plan's keys, and its outputs.
 */
public final class ModelOptions {
  private static final String CLASSES = "classes";
  private static final String TASK = "task";
  private static final String PROBABILITIES = "--probabilities";

  /** What each key means where a model is evaluated and not trained. */
  private static final SequencedMap<String, String> KEYS = keys();

  private ModelOptions() {}

  private static SequencedMap<String, String> keys() {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put(
        "camera",
        "the camera: drone, microscope, file (each raw file's own), or a camera.yaml"
            + " (default: images are used as they are)");
    keys.put(
        "data_model",
        "the data model, a view or an isp.yaml (default: menon-unsharp-median behind"
            + " a camera)");
    keys.put(
        "crop", "the side length of the central crop of every frame [px] (default: whole frames)");
    keys.put("size", "the side length of its input images [px] (default: as rendered)");
    keys.put(
        "standardize",
        "standardization, a preset such as microscope-views or a statistics.yaml"
            + " (default: none)");
    keys.put(CLASSES, "the classes in the order of its outputs (default: those of the data set)");
    keys.put(
        TASK,
        "its task: classification, segmentation or {regression: NAME} (default:"
            + " classification where classes are known)");
    return keys;
  }

  /** Returns the names of the flags. */
  public static String[] names() {
    return Stream.concat(
            KEYS.keySet().stream().map(TrainingPlan.FILE.option()), Stream.of(PROBABILITIES))
        .toArray(String[]::new);
  }

  /** Adds the flags to a command. */
  public static final class Flags implements IModelTransformer {
    /** picocli makes it. */
    public Flags() {}

    @Override
    public CommandSpec transform(CommandSpec command) {
      KEYS.forEach(
          (key, help) ->
              command.addOption(
                  OptionSpec.builder(TrainingPlan.FILE.option().apply(key))
                      .paramLabel("VALUE")
                      .type(String.class)
                      .description("For a model file: %s.".formatted(help))
                      .build()));
      return command.addOption(
          OptionSpec.builder(PROBABILITIES)
              .type(boolean.class)
              .description("For a model file: its outputs are probabilities (default: logits).")
              .build());
    }
  }

  /**
   * Returns the source of a model whose camera need not vary: {@link #source}, or a file that
   * contains its camera.
   *
   * @throws IllegalArgumentException as {@link #source}, or if options describe such a file
   * @throws IOException as {@link #source}
   */
  public static ModelSource sourceOfAnyCamera(
      CommandSpec spec, Path model, String data, List<String> classes) throws IOException {
    if (!ExportedFile.isWithCamera(model)) {
      return source(spec, model, data, classes);
    }
    SequencedMap<String, String> flags = given(spec);
    boolean probabilities = Boolean.TRUE.equals(spec.findOption(PROBABILITIES).getValue());
    if (probabilities || !flags.isEmpty()) {
      throw defined(model, "contains its camera and its outputs", flags, probabilities);
    }
    flags.put("data", data);
    return new ExportedFile(model, TrainingPlan.FILE.read(Optional.empty(), flags));
  }

  private static SequencedMap<String, String> given(CommandSpec spec) {
    SequencedMap<String, String> flags = TrainingPlanOptions.ALL.given(spec);
    flags.keySet().retainAll(KEYS.keySet());
    return flags;
  }

  private static IllegalArgumentException defined(
      Path model, String what, SequencedMap<String, String> flags, boolean probabilities) {
    return new IllegalArgumentException(
        "%s applies to a model file, but %s %s: leave it out"
            .formatted(
                probabilities
                    ? PROBABILITIES
                    : TrainingPlan.FILE.option().apply(flags.firstEntry().getKey()),
                model,
                what));
  }

  /** A file of ours states its own task and classes. */
  private static void addDefaults(Path model, SequencedMap<String, String> flags)
      throws IOException {
    Optional<ExportDescription> known = ExportDescription.of(model);
    if (known.isEmpty() || flags.containsKey(TASK)) {
      return;
    }
    switch (known.get().task()) {
      case Task.Classification(List<String> classes) -> flags.putIfAbsent(CLASSES, list(classes));
      case Task.Segmentation() -> flags.put(TASK, "segmentation");
      case Task.Regression(String name) ->
          flags.put(TASK, "{regression: %s}".formatted(TrainingPlanOptions.quoted(name)));
    }
  }

  private static String list(List<String> classes) {
    return classes.stream().map(TrainingPlanOptions::quoted).toList().toString();
  }

  /**
   * Returns the source of the model.
   *
   * @param data the data set on which it is evaluated
   * @param classes those of the data set, which are taken for the model's by default; none: they
   *     must be given
   * @throws IllegalArgumentException if options go with a file, and this is a folder
   * @throws IOException if an option has no such value
   */
  public static ModelSource source(CommandSpec spec, Path model, String data, List<String> classes)
      throws IOException {
    SequencedMap<String, String> flags = given(spec);
    boolean probabilities = Boolean.TRUE.equals(spec.findOption(PROBABILITIES).getValue());
    if (Files.isRegularFile(model)) {
      ExportedFile.requireOpenCamera(model);
      addDefaults(model, flags);
      flags.put("data", data);
      boolean classifies = flags.getOrDefault(TASK, "classification").contains("classification");
      if (!flags.containsKey(CLASSES) && classifies && !classes.isEmpty()) {
        flags.put(CLASSES, list(classes));
        spec.commandLine()
            .getErr()
            .printf(
                "assuming the outputs of %s are %s, the classes of %s in this order: to change"
                    + " that, give --classes%n",
                model.getFileName(), String.join(", ", classes), new Address(data));
      }
      return new ExternalModel(
          model, TrainingPlan.FILE.read(Optional.empty(), flags), probabilities);
    }
    if (probabilities || !flags.isEmpty()) {
      throw defined(model, "is a folder, whose plan defines it", flags, probabilities);
    }
    return new ModelSource.Folder(model);
  }
}
