package dev.rawline.app;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.learning.plan.TrainingPlanFiles;
import dev.rawline.learning.plan.TrainingPlanFiles.PlanKey;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A flag for every key of a training plan: {@code --learning-rate 0.01} is the key {@code
 * learning_rate}.
 */
final class PlanFlags implements IModelTransformer {
  private static final Set<String> WORDS_OF_SPLIT = Set.of("given", "shuffle");

  /** picocli makes it. */
  PlanFlags() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    return add(
        command, TrainingPlanFiles.keys().stream().map(PlanKey::name).toList(), /* of= */ "");
  }

  /**
   * Adds a flag for some keys.
   *
   * @param names the keys
   * @param of what a flag is of, before what it means
   */
  static CommandSpec add(CommandSpec command, List<String> names, String of) {
    for (PlanKey key : TrainingPlanFiles.keys()) {
      if (names.contains(key.name())) {
        command.addOption(
            OptionSpec.builder(flag(key.name()))
                .paramLabel("VALUE")
                .type(String.class)
                .description(sentence(of + key.means()))
                .build());
      }
    }
    return command;
  }

  /** Returns the flag of a key. */
  static String flag(String key) {
    return "--" + key.replace('_', '-');
  }

  private static String sentence(String means) {
    // Percent signs and '${' mean something to picocli.
    String text = means.replace("%", "%%");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  /** Returns what was given, by the names of the keys, as it would stand in the file. */
  static SequencedMap<String, String> given(CommandSpec command) {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    for (PlanKey key : TrainingPlanFiles.keys()) {
      OptionSpec flag = command.findOption(flag(key.name()));
      if (flag != null && flag.getValue() instanceof String value) {
        given.put(key.name(), text(key, value));
      }
    }
    return given;
  }

  /** A path on the command line begins in the folder that the program runs in. */
  private static String text(PlanKey key, String value) {
    Optional<String> path = path(value);
    return switch (key.name()) {
      case "classes" -> "[" + value.replaceFirst("^\\[(.*)\\]$", "$1") + "]";
      case "intensities" -> "[" + value.replaceFirst("^\\[(.*)\\]$", "$1") + "]";
      case "split" ->
          WORDS_OF_SPLIT.contains(value) || value.startsWith("{")
              ? value
              : "{file: " + quoted(path.orElse(value)) + "}";
      case "data_model" ->
          isView(value) || path.filter(file -> file.endsWith(".yaml")).isPresent()
              ? "{static: " + quoted(isView(value) ? value : path.get()) + "}"
              : value;
      default -> key.isText() ? quoted(path.orElse(value)) : value;
    };
  }

  private static boolean isView(String value) {
    return ViewName.ALL.stream().anyMatch(name -> name.toString().equals(value));
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static Optional<String> path(String value) {
    try {
      return Optional.of(Path.of(value))
          .filter(Files::exists)
          .map(path -> path.toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
