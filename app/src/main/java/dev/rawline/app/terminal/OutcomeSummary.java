package dev.rawline.app.terminal;

import dev.rawline.workbench.output.FileOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Outcomes → what a person reads at the end, and the exit code. */
public final class OutcomeSummary {
  private static final int NAMED = 3;

  private OutcomeSummary() {}

  /** Prints how many files were rendered, to stdout, and which were rejected, to stderr. */
  public static ExitCode print(List<FileOutcome> outcomes, Path folder, CommandLine command) {
    List<FileOutcome.Refused> refused = of(FileOutcome.Refused.class, outcomes);
    int rendered = of(FileOutcome.Rendered.class, outcomes).size();
    int skipped = of(FileOutcome.Skipped.class, outcomes).size();
    command
        .getOut()
        .printf(
            "%d rendered, %d skipped (up to date), %d rejected: %s%n",
            rendered, skipped, refused.size(), folder);
    return refusals(outcomes, command);
  }

  /** Prints which files were rejected, to stderr, and returns the exit code. */
  public static ExitCode refusals(List<FileOutcome> outcomes, CommandLine command) {
    List<FileOutcome.Refused> refused = of(FileOutcome.Refused.class, outcomes);
    if (refused.isEmpty()) {
      return ExitCode.DONE;
    }
    command.getErr().println("rejected:");
    Map<String, List<FileOutcome.Refused>> byReason = new LinkedHashMap<>();
    refused.forEach(
        outcome ->
            byReason.computeIfAbsent(reasonAlone(outcome), _ -> new ArrayList<>()).add(outcome));
    byReason.forEach((reason, alike) -> command.getErr().println("  " + line(reason, alike)));
    return ExitCode.REJECTED;
  }

  private static String reasonAlone(FileOutcome.Refused outcome) {
    String file = outcome.file() + ": ";
    return outcome.reason().startsWith(file)
        ? outcome.reason().substring(file.length())
        : outcome.reason();
  }

  /** A reason that many files share is one line. */
  private static String line(String reason, List<FileOutcome.Refused> alike) {
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

  private static <T extends FileOutcome> List<T> of(Class<T> kind, List<FileOutcome> outcomes) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
