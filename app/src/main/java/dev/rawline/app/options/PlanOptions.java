package dev.rawline.app.options;

import dev.rawline.data.yaml.KeyDescription;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Options for keys of a plan: {@code --epochs 3} is the key {@code training.epochs}. The plan's own
 * description of the key makes the help.
 */
public class PlanOptions implements IModelTransformer {
  /** One number of θ, such as white_balance[0], whose brackets YAML would take for a list's. */
  private static final Pattern ELEMENT = Pattern.compile("(?<![\"'\\w.])([a-z_.]+(?:\\[\\d+])+)");

  /** A path, and no run of the lab book, address or word. */
  private static final Pattern PATH = Pattern.compile("[^:]*/[^:]*|[^:/]+\\.(?:yaml|onnx|pt|npy)");

  /** The key that names the data set. */
  public static final String DATA = "training.data";

  /** Keys of the training: data, model and settings. */
  public static final List<String> TRAINING =
      List.of(
          "name",
          DATA,
          "training.camera",
          "training.model",
          "training.crop",
          "training.size",
          "training.epochs",
          "training.batch",
          "training.learning_rate",
          "splits.shuffle.number");

  /** Keys of what is compared, and how it is computed. */
  public static final List<String> COMPARISON = List.of("metric", "seed", "threads");

  private final List<KeyDescription> keys;
  private final UnaryOperator<String> flag;

  /**
   * Describes options.
   *
   * @param plan the record of the plan
   * @param keys lists of the keys that have an option, in the order of the help
   */
  public PlanOptions(Class<? extends Record> plan, List<List<String>> keys) {
    KeyRecord<?> described = new KeyRecord<>(plan);
    this(
        keys.stream().flatMap(List::stream).map(described::description).toList(),
        ExperimentPlanFiles::flag);
  }

  /**
   * Describes options.
   *
   * @param flag key → its option
   */
  PlanOptions(List<KeyDescription> keys, UnaryOperator<String> flag) {
    this.keys = keys;
    this.flag = flag;
  }

  @Override
  public final CommandSpec transform(CommandSpec command) {
    for (KeyDescription key : keys) {
      OptionValues words = new OptionValues.Words(key);
      command.addOption(
          OptionSpec.builder(flag.apply(key.path()))
              .paramLabel(key.placeholder())
              .type(String.class)
              .completionCandidates(words.iterator().hasNext() ? words : null)
              .description(key.help().replace("%", "%%")) // picocli formats it
              .build());
    }
    for (PositionalParamSpec plan : command.positionalParameters()) {
      if (plan.paramLabel().equals("PLAN.yaml")) {
        command.remove(plan);
        command.addPositional(
            PositionalParamSpec.builder(plan)
                .completionCandidates(new OptionValues.Plans(command.name()))
                .build());
      }
    }
    OptionSpec preset = command.findOption("--preset");
    if (preset != null) {
      command.remove(preset);
      command.addOption(
          OptionSpec.builder(preset)
              .completionCandidates(new OptionValues.Presets(command.name()))
              .build());
    }
    return command;
  }

  /** Returns the values of the options by the names of their keys, as a file holds them. */
  public final SequencedMap<String, String> given(CommandSpec command) {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    for (KeyDescription key : keys) {
      OptionSpec option = command.findOption(flag.apply(key.path()));
      if (option != null && option.getValue() instanceof String value) {
        given.put(key.path(), text(key, value));
      }
    }
    return given;
  }

  /** Returns a value as a file holds it. */
  String text(KeyDescription key, String given) {
    return switch (key.form()) {
      case PATH -> TrainingPlanOptions.quoted(path(given));
      case WORD -> TrainingPlanOptions.quoted(given);
      case VALUE -> given;
      case LIST ->
          "["
              + ELEMENT.matcher(given.replaceFirst("^\\[(.*)\\]$", "$1")).replaceAll("\"$1\"")
              + "]";
    };
  }

  /** What is written like a path is one, though no file exists: the message names it then. */
  private static String path(String given) {
    return TrainingPlanOptions.path(given)
        .orElseGet(
            () ->
                PATH.matcher(given).matches()
                    ? Path.of(given).toAbsolutePath().normalize().toString()
                    : given);
  }
}
