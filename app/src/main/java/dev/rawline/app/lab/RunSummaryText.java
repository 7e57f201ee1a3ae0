package dev.rawline.app.lab;

import dev.rawline.workbench.book.RunSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Runs of a lab book → what a person reads. */
final class RunSummaryText {
  private static final String STARTED = "started";
  private static final String COMMAND = "command";

  static final List<String> COLUMNS =
      List.of("run", STARTED, "took", "state", COMMAND, "experiment", "name", "parts");

  /** The columns that are never cut: half a time or half a command is useless. */
  static final Set<String> WHOLE = Set.of(STARTED, COMMAND);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private RunSummaryText() {}

  /** Returns the row of a run, below {@link #COLUMNS}. */
  static List<Object> row(RunSummary run) {
    return List.of(
        run.number(),
        time(run.started()),
        duration(run.seconds()),
        run.state().word(),
        run.command(),
        run.experiment(),
        run.name(),
        run.parts() == 0 ? "" : "%d within".formatted(run.parts()));
  }

  /** Returns a time as the clock here shows it. */
  static String time(Instant time) {
    return TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /** Returns how long something took, such as "2.5 s", "3 min" or "1.2 h". */
  static String duration(OptionalDouble seconds) {
    if (seconds.isEmpty()) {
      return "";
    }
    double value = seconds.getAsDouble();
    return value < 60
        ? String.format(Locale.ROOT, "%.1f s", value)
        : value < 3600
            ? String.format(Locale.ROOT, "%.1f min", value / 60)
            : String.format(Locale.ROOT, "%.1f h", value / 3600);
  }

  /** Returns a size, such as "1.5 MB". */
  static String size(long bytes) {
    return bytes < 1000
        ? bytes + " B"
        : bytes < 1_000_000
            ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
            : bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
