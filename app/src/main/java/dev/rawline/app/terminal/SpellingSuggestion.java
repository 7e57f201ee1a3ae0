package dev.rawline.app.terminal;

import dev.rawline.data.yaml.YamlNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A mistyped option, command, value or path → the known one that it most likely means. */
final class SpellingSuggestion {
  /** What messages say of something that is not there. */
  private static final Pattern MISSING =
      Pattern.compile("does not exist|there is no|is no |unknown|is not |expected");

  /** Of a folder with more files, only so many are compared. */
  private static final int MOST_FILES = 2000;

  private SpellingSuggestion() {}

  /** Returns the first word that looks like an option, but is none of the command. */
  static Optional<String> unknownOption(CommandLine command, String... arguments) {
    return Stream.of(arguments)
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.startsWith("--"))
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(word -> !command.getCommandSpec().optionsMap().containsKey(word))
        .findFirst();
  }

  /** Returns that an option is none, and which was meant. */
  static String ofOption(CommandLine command, String typed) {
    List<String> names =
        command.getCommandSpec().optionsMap().keySet().stream()
            .filter(name -> name.startsWith("--") && !name.startsWith(typed))
            .toList();
    return "there is no option '" + typed + "'" + suggestion(YamlNames.nearest(typed, names));
  }

  /** Returns that a subcommand is none, and which was meant. */
  static String ofCommand(CommandLine command, String typed) {
    return "there is no command '" + typed + "'" + suggestion(nearestCommand(command, typed));
  }

  /** Returns the subcommand that a word most likely means. */
  static Optional<String> nearestCommand(CommandLine command, String typed) {
    return YamlNames.nearest(typed, List.copyOf(command.getSubcommands().keySet()));
  }

  /** Returns what to add to the message of a failure: what was meant, or nothing. */
  static String of(String message, CommandLine command) {
    CommandLine.ParseResult parsed = command.getParseResult();
    if (parsed == null || message.contains("did you mean") || !MISSING.matcher(message).find()) {
      return "";
    }
    return suggestion(
        parsed.matchedArgs().stream()
            .flatMap(
                argument ->
                    argument.originalStringValues().stream()
                        .filter(value -> message.contains(value))
                        .flatMap(value -> of(argument, value, command).stream()))
            .findFirst());
  }

  /** Returns what a value of an argument most likely means. */
  static Optional<String> of(ArgSpec argument, String value, CommandLine command) {
    List<String> known = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(known::add);
    }
    if (argument instanceof PositionalParamSpec) {
      known.addAll(command.getSubcommands().keySet());
    }
    if (known.contains(value)) {
      return Optional.empty();
    }
    return YamlNames.nearest(value, known).or(() -> file(value));
  }

  private static Optional<String> file(String value) {
    try {
      Path path = Path.of(value);
      Path folder = path.toAbsolutePath().getParent();
      if (folder == null || Files.exists(path) || !Files.isDirectory(folder)) {
        return Optional.empty();
      }
      List<String> names = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          names.add(String.valueOf(file.getFileName()));
          if (names.size() == MOST_FILES) {
            break;
          }
        }
      }
      names.sort(null);
      return YamlNames.nearest(String.valueOf(path.getFileName()), names)
          .map(name -> path.resolveSibling(name).toString());
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // the message stands without
    }
  }

  private static String suggestion(Optional<String> word) {
    return word.map(known -> "; did you mean " + known + "?").orElse("");
  }
}
