package dev.rawline.app.quality;

import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.options.TrackingOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.frame.Choice;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.JournalEntry;
import dev.rawline.lab.quality.watch.RawFileFindings;
import dev.rawline.lab.quality.watch.RawFileInspector;
import dev.rawline.lab.quality.watch.WatchListener;
import dev.rawline.lab.quality.watch.WatchReport;
import dev.rawline.lab.quality.watch.WatchRun;
import dev.rawline.lab.quality.watch.WatchSettings;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline quality watch}: command-line interface of {@link WatchRun}. */
@Checks
@Command(name = "watch", header = "Check raw files as they arrive in a folder.")
final class QualityWatchCommand extends BatchCommand {
  private static final double MILLIS = 1000;

  @Parameters(
      index = "0",
      paramLabel = "REFERENCE",
      description = "The reference: the folder or file written by quality reference.")
  private Path reference;

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "The folder in which raw files arrive; subfolders are ignored.")
  private Path folder;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "STATE",
      description = "Folder for the journal of this watched folder only; created if missing.")
  private Path state;

  @Option(names = "--once", description = "Check the files present, and exit.")
  private boolean once;

  @Option(
      names = "--new-only",
      description = "Skip the files present when the folder is first watched.")
  private boolean newOnly;

  @Option(
      names = "--chart",
      paramLabel = "WORD",
      description = "Type of control chart: ewma or cusum (default: ewma).")
  private String chart = "ewma";

  @Option(
      names = "--run-length",
      paramLabel = "N",
      description =
          "Average number of images between false alarms of all charts together (default: 1000).")
  private double runLength = 1000;

  @Option(
      names = "--compensation",
      paramLabel = "FILE",
      description =
          "A compensation.json, whose correction is applied to the measured levels, so that the recovery becomes visible.")
  private Path compensation;

  @Option(
      names = "--quiet-time",
      paramLabel = "SECONDS",
      description = "Time without change after which a file is complete [s] (default: 0.3).")
  private double quiet = WatchSettings.QUIET.toMillis() / MILLIS;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "Time after which an unreadable, unchanged file is rejected [s] (default: 60).")
  private double patience = WatchSettings.PATIENCE.toMillis() / MILLIS;

  @Option(names = "--json", description = "Print one line of JSON per file.")
  private boolean json;

  @Mixin private TrackingOptions tracking;

  @Mixin private RawFileOptions raw;

  @Override
  public ExitCode call() throws IOException {
    QualityReference compared = QualityReferenceFiles.read(reference);
    WatchSettings settings =
        new WatchSettings(folder, state, !newOnly, duration(quiet), duration(patience));
    RawFileInspector inspector =
        new RawFileInspector(
            compared,
            raw.description(),
            Choice.of(
                chart,
                List.of(ChartDesign.Kind.values()),
                kind -> kind.name().toLowerCase(Locale.ROOT),
                "--chart is '%s'"),
            runLength,
            compensated(Optional.ofNullable(compensation)));
    try (RunLogs logs = tracking.logs(spec())) {
      WatchRun run = new WatchRun(compared, inspector, settings, logs);
      interruption().stops("interrupted: ends after this file", run::requestStop);
      JournalPrinter printer = new JournalPrinter(run);
      Verdict worst = run.run(once, printer);
      if (!json) {
        printer.end(settings.state().resolve(WatchReport.PAGE));
      }
      return once ? code(worst) : ExitCode.DONE;
    }
  }

  @Override
  protected List<String> next() {
    return once ? typedWithout("--once") : List.of();
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(MILLIS * seconds));
  }

  /** Prints a line a file, until nobody reads any more. */
  private final class JournalPrinter implements WatchListener {
    private final WatchRun run;
    private final PrintWriter out = out();
    private long entries;

    JournalPrinter(WatchRun run) {
      this.run = run;
    }

    @Override
    public void begins(long entries) {
      if (!json) {
        out.printf("watching %s, %d files checked before%n", folder, entries);
        out.flush();
      }
    }

    @Override
    public void enters(JournalEntry entry) {
      entries++;
      if (json) {
        out.println(JsonFile.text(RawFileFindings.line(entry)));
      } else {
        RawFileFindings found = RawFileFindings.of(entry);
        out.printf(
            "%s %s%s%n",
            found.verdict(),
            entry.name(),
            found.why().isEmpty() ? "" : ": " + String.join("; ", found.why()));
      }
      if (out.checkError()) {
        run.requestStop();
      }
    }

    /** A pass of nothing must not look like a pass of images. */
    void end(Path page) {
      if (once && entries == 0) {
        out.printf("no new files in %s; subfolders are ignored%n", folder);
      }
      out.printf("open %s%n", page);
    }

    @Override
    public void note(String note) {
      err().println(note);
    }
  }
}
