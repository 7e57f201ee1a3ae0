package dev.rawline.app;

import dev.rawline.lab.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Outcomes → what a person reads at the end, and the exit code. */
final class Summary {
  private static final int NAMED = 3;

  private Summary() {}

  /** Prints how many files became pictures, to stdout, and which were refused, to stderr. */
  static int print(List<Outcome> outcomes, Path folder, CommandLine command) {
    List<Outcome.Refused> refused = of(Outcome.Refused.class, outcomes);
    int rendered = of(Outcome.Rendered.class, outcomes).size();
    int skipped = of(Outcome.Skipped.class, outcomes).size();
    command
        .getOut()
        .printf(
            "%d rendered, %d skipped (up to date), %d refused: %s%n",
            rendered, skipped, refused.size(), folder);
    return refusals(outcomes, command);
  }

  /** Prints which files were refused, to stderr, and returns the exit code. */
  static int refusals(List<Outcome> outcomes, CommandLine command) {
    List<Outcome.Refused> refused = of(Outcome.Refused.class, outcomes);
    if (refused.isEmpty()) {
      return CommandLine.ExitCode.OK;
    }
    command.getErr().println("refused:");
    Map<String, List<Outcome.Refused>> byReason = new LinkedHashMap<>();
    refused.forEach(
        outcome ->
            byReason.computeIfAbsent(reasonAlone(outcome), _ -> new ArrayList<>()).add(outcome));
    byReason.forEach((reason, alike) -> command.getErr().println("  " + told(reason, alike)));
    return ExitCode.REFUSED;
  }

  private static String reasonAlone(Outcome.Refused outcome) {
    String file = outcome.file() + ": ";
    return outcome.reason().startsWith(file)
        ? outcome.reason().substring(file.length())
        : outcome.reason();
  }

  /** A reason that many files share is told once. */
  private static String told(String reason, List<Outcome.Refused> alike) {
    if (alike.size() == 1) {
      return alike.getFirst().reason();
    }
    String some =
        alike.stream()
            .limit(NAMED)
            .map(outcome -> String.valueOf(outcome.file()))
            .collect(Collectors.joining(", "));
    return "%d files (%s%s): %s"
        .formatted(alike.size(), some, alike.size() > NAMED ? ", …" : "", reason);
  }

  private static <T extends Outcome> List<T> of(Class<T> kind, List<Outcome> outcomes) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
