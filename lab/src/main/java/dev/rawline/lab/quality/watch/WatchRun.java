package dev.rawline.lab.quality.watch;

import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A folder that is watched, with its page, its status and a run in the lab book from the beginning
 * of this watch to its end, which records its control charts file by file ({@link ChartMetrics}).
 */
public final class WatchRun {
  /** What runs of it are called in the lab book. */
  public static final String COMMAND = "quality watch";

  private final QualityReference reference;
  private final RawFileInspector judge;
  private final WatchSettings settings;
  private final RunLogs logs;
  private volatile WatchLoop watch;
  private volatile boolean stopped;

  /** Prepares; nothing is written yet. */
  public WatchRun(
      QualityReference reference, RawFileInspector judge, WatchSettings settings, RunLogs logs) {
    this.reference = reference;
    this.judge = judge;
    this.settings = settings;
    this.logs = logs;
  }

  /** Requests the end, from any thread; the check of the current file is completed. */
  public void requestStop() {
    stopped = true;
    WatchLoop open = watch;
    if (open != null) {
      open.stop();
    }
  }

  /**
   * Watches.
   *
   * @param once whether it ends when nothing is waited for any more
   * @param progress receives every file
   * @return the worst verdict on a file of this watch
   * @throws IOException if the folder cannot be watched, or the journal, the page or the status
   *     cannot be written, which ends the watch; earlier entries are in the journal
   */
  public Verdict run(boolean once, WatchListener progress) throws IOException {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("reference", QualityReferenceFiles.sum(reference));
    parameters.put("folder", settings.folder().toString());
    parameters.put("state", settings.state().toString());
    parameters.put("judged_by", judge.words());
    RunOrigin origin = CurrentOrigin.of(parameters.toString(), "", List.of());
    try (WatchLoop folder = WatchLoop.open(settings)) {
      watch = folder;
      if (stopped) {
        folder.stop();
      }
      WatchReport report = new WatchReport(reference, judge, settings, progress);
      report.resume();
      RunStart start =
          new RunStart(
              String.valueOf(settings.folder().getFileName()),
              "watch " + settings.folder(),
              COMMAND,
              origin);
      return logs.run(
          start,
          run -> {
            run.parameters(parameters);
            report.logTo(run);
            folder.run(judge, report, once);
            report.flush();
            run.metrics(
                List.of(
                    new RunLog.Measured("passed", 0, report.count(Verdict.PASS)),
                    new RunLog.Measured("warned", 0, report.count(Verdict.WARN)),
                    new RunLog.Measured("failed", 0, report.count(Verdict.FAIL))));
            run.artefact(WatchReport.STATUS, settings.state().resolve(WatchReport.STATUS));
            run.artefact(WatchReport.PAGE, settings.state().resolve(WatchReport.PAGE));
            return Verdict.worst(
                Arrays.stream(Verdict.values())
                    .filter(verdict -> report.count(verdict) > 0)
                    .toList());
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
