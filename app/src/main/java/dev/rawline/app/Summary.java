package dev.rawline.app;

import dev.rawline.lab.Outcome;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Outcomes → what a person reads at the end, and the exit code. */
final class Summary {
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
    refused.forEach(outcome -> command.getErr().println("  " + outcome.reason()));
    return RawlineCommand.REFUSED;
  }

  private static <T extends Outcome> List<T> of(Class<T> kind, List<Outcome> outcomes) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
