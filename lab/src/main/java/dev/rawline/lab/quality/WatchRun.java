package dev.rawline.lab.quality;

import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.JournalEntry;
import dev.rawline.lab.quality.watch.WatchListener;
import dev.rawline.lab.quality.watch.WatchLoop;
import dev.rawline.lab.quality.watch.WatchSettings;
import dev.rawline.workbench.book.CurrentOrigin;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A folder that is watched, with its page, its status and a run in the lab book from the beginning
 * of this watch to its end.
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

  /** Requests the end, from any thread; a file that is being judged is finished. */
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
      WatchReport report = new WatchReport(reference, judge, settings.folder(), settings.state());
      report.resume();
      if (report.restarts()) {
        progress.note(
            "earlier files were judged by another reference, other charts or another compensation: control charts restart");
      }
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
            ReportingProgress counted = new ReportingProgress(report, progress);
            if (once) {
              folder.runOnce(judge, counted);
            } else {
              folder.run(judge, counted);
            }
            report.flush();
            run.metrics(counted.counts());
            run.artefact(WatchReport.STATUS, settings.state().resolve(WatchReport.STATUS));
            run.artefact(WatchReport.PAGE, settings.state().resolve(WatchReport.PAGE));
            return counted.worst;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Keeps the page current and counts verdicts. */
  private static final class ReportingProgress implements WatchListener {
    private final WatchReport report;
    private final WatchListener further;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private Verdict worst = Verdict.PASS;

    ReportingProgress(WatchReport report, WatchListener further) {
      this.report = report;
      this.further = further;
    }

    @Override
    public void begins(long entries) {
      further.begins(entries);
    }

    @Override
    public void enters(JournalEntry entry) {
      Verdict verdict = RawFileFindings.of(entry).verdict();
      counts.merge(verdict, 1, Math::addExact);
      worst = worst.orWorse(verdict);
      further.enters(entry);
      try {
        report.enters(entry);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void rests() {
      further.rests();
      try {
        report.refresh();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void note(String note) {
      further.note(note);
    }

    List<RunLog.Measured> counts() {
      return List.of(
          new RunLog.Measured("passed", 0, counts.getOrDefault(Verdict.PASS, 0)),
          new RunLog.Measured("warned", 0, counts.getOrDefault(Verdict.WARN, 0)),
          new RunLog.Measured("failed", 0, counts.getOrDefault(Verdict.FAIL, 0)));
    }
  }
}
