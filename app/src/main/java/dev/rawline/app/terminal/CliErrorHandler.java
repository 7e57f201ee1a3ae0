package dev.rawline.app.terminal;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.web.Address;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.lab.training.TrainingFailedException;
import dev.rawline.learning.distributed.LostProcessException;
import dev.rawline.learning.engine.EngineException;
import dev.rawline.learning.joint.NonFiniteOutputException;
import dev.rawline.learning.train.TrainingDivergedException;
import dev.rawline.workbench.book.UnusableBookException;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Failures → one helpful sentence and an exit code; a stack trace only with --verbose. */
public final class CliErrorHandler {
  /** Variables of the environment with passwords, tokens and keys. */
  private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token");

  /** Shorter values may be any word of a message. */
  private static final int SHORTEST = 5;

  private CliErrorHandler() {}

  /** Explains a command line that cannot be understood. */
  public static int explain(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    String shown = withoutSecrets(sentence(mistake, arguments), List.of(arguments));
    err.println(name + ": " + shown + " (" + name + " --help explains)");
    return ExitCode.REJECTED.number();
  }

  /** Returns what is wrong with a command line, and what was meant. */
  public static String sentence(ParameterException mistake, String... arguments) {
    CommandLine command = mistake.getCommandLine();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      if (unmatched.isUnknownOption()) {
        return SpellingSuggestion.ofOption(command, first);
      }
      if (command.getSubcommands().isEmpty()) {
        return "'%s' is an unexpected argument".formatted(first);
      }
      if (command.getCommandSpec().positionalParameters().isEmpty()) {
        return SpellingSuggestion.ofCommand(command, first);
      }
      return Stream.of(arguments)
          .filter(word -> SpellingSuggestion.nearestCommand(command, word).isPresent())
          .findFirst()
          .map(word -> SpellingSuggestion.ofCommand(command, word))
          .orElseGet(
              () ->
                  "'%s' is an unexpected argument; one of the commands %s comes first"
                      .formatted(first, String.join(" and ", command.getSubcommands().keySet())));
    }
    Optional<String> unknown = SpellingSuggestion.unknownOption(command, arguments);
    if (mistake instanceof MissingParameterException && unknown.isPresent()) {
      return SpellingSuggestion.ofOption(command, unknown.get());
    }
    String message =
        mistake
            .getMessage()
            .replace("Missing required subcommand", "a command is missing")
            .replaceAll(" is not an? (int|long)$", " is not a whole number")
            .replaceAll(" is not a double$", " is no number");
    return mistake.getArgSpec() == null || mistake.getValue() == null
        ? message
        : message
            + SpellingSuggestion.of(mistake.getArgSpec(), mistake.getValue(), command)
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
  }

  /** Explains what went wrong while a command ran. */
  public static int explain(Throwable failure, CommandLine command, boolean verbose) {
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    List<String> arguments =
        command.getCommandSpec().root().commandLine().getParseResult() == null
            ? List.of()
            : command.getCommandSpec().root().commandLine().getParseResult().originalArgs();
    if (verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      err.print(withoutSecrets(trace.toString(), arguments));
    }
    // A stream of lines wraps what its file throws.
    Throwable reason = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    ExitCode code = code(reason);
    String words = withoutSecrets(words(reason, name, verbose), arguments);
    String meant = code == ExitCode.REJECTED ? SpellingSuggestion.of(words, command) : "";
    // Of a share only what failed counts: the process that began it names the command.
    err.println((Share.isPart() ? "" : name + ": ") + words + meant);
    return code.number();
  }

  /**
   * Returns a message without the secrets of addresses, whichever library has quoted them, of the
   * command line and of the environment.
   */
  private static String withoutSecrets(String message, List<String> arguments) {
    String shown = Address.redacted(message);
    for (String argument : arguments) {
      String value = argument.startsWith("--") ? argument.replaceFirst("^[^=]*=", "") : argument;
      shown = new Address(value).hiddenIn(shown);
    }
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      Address value = new Address(variable.getValue());
      shown =
          SECRET.matcher(variable.getKey()).find() && value.full().length() >= SHORTEST
              ? shown.replace(value.full(), Address.HIDDEN)
              : value.isSecret() ? value.hiddenIn(shown) : shown;
    }
    return shown;
  }

  private static ExitCode code(Throwable failure) {
    return switch (failure) {
      case RejectedFileException _, UnusableBookException _, ConfigurationException _ ->
          ExitCode.REJECTED;
      case IOException broken when isRejection(broken.getCause()) -> ExitCode.REJECTED;
      case CancellationException _ -> ExitCode.INTERRUPTED;
      case Throwable wrong when isWrongUsage(wrong) -> ExitCode.REJECTED;
      default -> ExitCode.FAILED;
    };
  }

  /** Values that a command rejects; a number that the program itself cannot read is a failure. */
  private static boolean isWrongUsage(Throwable failure) {
    return failure instanceof IllegalArgumentException
        && !(failure instanceof NumberFormatException)
        && !(failure instanceof IllegalFormatException);
  }

  private static String words(Throwable failure, String name, boolean verbose) {
    return switch (failure) {
      case IOException broken -> words(broken);
      case CancellationException _ -> "interrupted: run it again";
      case EngineException _ when EnginePackage.remedy().isPresent() ->
          EnginePackage.remedy().get();
      case TrainingFailedException _,
          EngineException _,
          LostProcessException _,
          TrainingDivergedException _,
          NonFiniteOutputException _ ->
          failure.getMessage();
      case OutOfMemoryError _ -> outOfMemory();
      case UnsatisfiedLinkError missing ->
          "a system library that Java needs is missing: "
              + missing.getMessage()
              + "; on Debian or Ubuntu run: sudo apt-get install -y fontconfig libfreetype6"
              + " libharfbuzz0b";
      case Throwable wrong when isWrongUsage(wrong) ->
          wrong.getMessage() + " (" + name + " --help explains)";
      default ->
          "an unexpected failure occurred: "
              + failure
              + (verbose ? "" : " (run it again with --verbose for the details)");
    };
  }

  /** Returns what to do where the heap does not suffice. */
  public static String outOfMemory() {
    return "out of memory, the limit is %d MB: set RAWLINE_JAVA_OPTIONS=-Xmx8g, or process smaller files"
        .formatted(Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Of some failures Java names only the file. */
  private static String words(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied ->
          "%s may not be read or written: permit it, or choose another place"
              .formatted(denied.getFile());
      case NoSuchFileException missing -> "there is no %s".formatted(missing.getFile());
      case FileAlreadyExistsException taken ->
          "%s already exists, and is no folder: choose another place".formatted(taken.getFile());
      case FileSystemException full when AtomicFile.isFullDisk(full) ->
          "cannot write %s: %s; free space on its disk, or choose another folder"
              .formatted(
                  full.getOtherFile() == null ? full.getFile() : full.getOtherFile(),
                  full.getReason());
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** A sample may be rejected far below the command. */
  private static boolean isRejection(Throwable cause) {
    return cause instanceof IllegalArgumentException || cause instanceof RejectedFileException;
  }
}
