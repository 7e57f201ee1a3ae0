package dev.rawline.app.options;

import dev.rawline.imaging.camera.ViewName;
import dev.rawline.learning.plan.TrainingPlanFiles;
import dev.rawline.learning.plan.TrainingPlanFiles.PlanKey;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A flag for every key of a training plan: {@code --learning-rate 0.01} is the key {@code
 * learning_rate}.
 */
public final class TrainingPlanOptions implements IModelTransformer {
  private static final Set<String> WORDS_OF_SPLIT = Set.of("given", "shuffle");

  /** A default that is one word, alone or with keys that no line of help has room for. */
  private static final Pattern WORD = Pattern.compile("\\{?([\\w.+-]+)(?:: .*)?");

  /** picocli makes it. */
  TrainingPlanOptions() {}

  @Override
  public CommandSpec transform(CommandSpec command) {
    SequencedMap<String, String> means = new LinkedHashMap<>();
    TrainingPlanFiles.keys().forEach(key -> means.put(key.name(), means(key)));
    return add(command, means);
  }

  /**
   * Adds a flag for some keys.
   *
   * @param means what each of them means, by its name
   */
  static CommandSpec add(CommandSpec command, SequencedMap<String, String> means) {
    means.forEach(
        (name, text) ->
            command.addOption(
                OptionSpec.builder(flag(name))
                    .paramLabel("VALUE")
                    .type(String.class)
                    .description(sentence(text))
                    .build()));
    return command;
  }

  /** Returns what a key means, what it may be, and what it is unless said. */
  private static String means(PlanKey key) {
    Optional<String> choices =
        Optional.of(key.expected()).filter(expected -> !expected.startsWith("text"));
    Optional<String> usual =
        key.usual()
            .map(WORD::matcher)
            .filter(Matcher::matches)
            .map(word -> word.group(1) + " unless said");
    String inBrackets =
        Stream.of(choices, usual).flatMap(Optional::stream).collect(Collectors.joining("; "));
    return inBrackets.isEmpty() ? key.means() : "%s (%s)".formatted(key.means(), inBrackets);
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
  public static SequencedMap<String, String> given(CommandSpec command) {
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
    return ViewName.of(value).isPresent();
  }

  /** Returns a text in quotes, as a plan holds it. */
  public static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Returns the whole path of what exists there, if anything does. */
  public static Optional<String> path(String value) {
    try {
      return Optional.of(Path.of(value))
          .filter(Files::exists)
          .map(path -> path.toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
