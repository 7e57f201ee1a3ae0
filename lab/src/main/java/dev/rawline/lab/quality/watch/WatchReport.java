package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.check.FlaggedImage;
import dev.rawline.lab.quality.page.ImageTile;
import dev.rawline.lab.quality.page.RawThumbnail;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.ReportFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The journal of a watch → the page of its latest files and {@code status.json}, rebuilt as files
 * arrive. Both follow from the journal alone: after a restart they resume. What a watch reports is
 * passed on, and verdicts since this watch began are counted.
 */
public final class WatchReport implements WatchListener {
  /** The page. */
  public static final String PAGE = "watch.html";

  /** The state, for programs. */
  public static final String STATUS = "status.json";

  /** The last images, which are attributed to a cause together. */
  private static final int WINDOW = 32;

  private static final int CHARTED = 400;
  private static final int MOST_CHARTS = 8;
  private static final int REFRESH_SECONDS = 5;
  private static final long REWRITTEN_AFTER_NANOS = 1_000_000_000L;

  private final QualityReference reference;
  private final RawFileInspector watch;
  private final FindCause cause;
  private final WatchSettings settings;
  private final WatchListener further;
  private final Deque<JournalEntry> latest = new ArrayDeque<>();
  private final List<Fact> alarms = new ArrayList<>();

  /** By what they show: another file may come under the same name. */
  private final Map<String, BufferedImage> thumbnails = new HashMap<>();

  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private final Map<Verdict, Long> before = new EnumMap<>(Verdict.class);
  private List<String> signalling = List.of();
  private boolean changed;
  private long written;
  private long entries;
  private Optional<RunLog> log = Optional.empty();

  /** What the lab book did not take yet: a watch outlives a restart of its server. */
  private final List<RunLog.Measured> unsent = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param settings the folder that is watched, and that of page, status and journal
   * @param further receives what the watch reports
   */
  WatchReport(
      QualityReference reference,
      RawFileInspector watch,
      WatchSettings settings,
      WatchListener further) {
    this.reference = reference;
    this.watch = watch;
    this.settings = settings;
    this.further = further;
    cause = reference.findCause();
    written = System.nanoTime() - REWRITTEN_AFTER_NANOS;
  }

  /**
   * Takes the entries that the journal has. Charts restart if its last files were checked with
   * another reference, other charts or another compensation.
   *
   * @throws IOException if there is a journal that cannot be read
   */
  void resume() throws IOException {
    WatchLoop.entries(settings.state(), this::take);
    before.putAll(counts);
    if (latest.stream().anyMatch(WatchReport::isJudged) && judged().isEmpty()) {
      signalling = List.of();
      note(
          "earlier files were checked with another reference, other charts or another compensation:"
              + " control charts restart");
    }
    changed = true;
  }

  private static boolean isJudged(JournalEntry entry) {
    return entry.outcome() == WatchOutcome.JUDGED;
  }

  /** Returns the latest files that are in the charts, since they started. */
  private List<JournalEntry> judged() {
    List<JournalEntry> judged = new ArrayList<>();
    for (JournalEntry entry : latest.reversed()) {
      if (isJudged(entry) && !watch.continues(entry)) {
        break;
      }
      if (isJudged(entry)) {
        judged.addFirst(entry);
      }
    }
    return judged;
  }

  /** Records the control charts of each further file as metrics of a run. */
  void logTo(RunLog run) {
    log = Optional.of(run);
  }

  @Override
  public void begins(long entries) {
    further.begins(entries);
  }

  /**
   * Takes an entry, records its charts, and writes page and status where the last time is a second
   * ago.
   */
  @Override
  public void enters(JournalEntry entry) {
    further.enters(entry);
    take(entry);
    record(entry);
    refresh();
  }

  private void record(JournalEntry entry) {
    if (log.isPresent() && isJudged(entry)) {
      unsent.addAll(ChartMetrics.of(entries, entry.time(), entry.charts()));
      try {
        log.get().metrics(List.copyOf(unsent));
        unsent.clear();
      } catch (IOException e) {
        note(
            "the control charts of %s are kept until the next file: %s"
                .formatted(entry.name(), e.getMessage()));
      }
    }
  }

  @Override
  public void rests() {
    further.rests();
    refresh();
  }

  @Override
  public void note(String note) {
    further.note(note);
  }

  /** Returns how many files of this watch have a verdict. */
  long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L) - before.getOrDefault(verdict, 0L);
  }

  private void refresh() {
    if (System.nanoTime() - written >= REWRITTEN_AFTER_NANOS) {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Writes what has changed since.
   *
   * @throws IOException if it cannot be written
   */
  void flush() throws IOException {
    if (changed) {
      write();
    }
  }

  private void take(JournalEntry entry) {
    entries++;
    latest.addLast(entry);
    if (latest.size() > CHARTED) {
      latest.removeFirst();
    }
    RawFileFindings found = RawFileFindings.of(entry);
    counts.merge(found.verdict(), 1L, Math::addExact);
    List<String> signals = found.alarms();
    for (String quantity : signals) {
      if (!signalling.contains(quantity)) {
        alarms.addFirst(
            new Fact(
                entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                "%s drifts, at %s".formatted(quantity.replace('_', ' '), entry.name())));
      }
    }
    if (isJudged(entry)) {
      signalling = signals;
    }
    while (alarms.size() > WatchPage.MOST_ALARMS) {
      alarms.removeLast();
    }
    changed = true;
  }

  private void write() throws IOException {
    WatchStatus status = status();
    new ReportFiles(settings.state()).text(page(status).html(), PAGE);
    JsonRecords.write(status, settings.state().resolve(STATUS));
    written = System.nanoTime();
    changed = false;
  }

  private WatchStatus status() {
    List<JournalEntry> judged = judged();
    return WatchStatus.of(
        latest.isEmpty() ? Optional.empty() : Optional.of(latest.getLast()),
        signalling,
        judged.subList(Math.max(0, judged.size() - WINDOW), judged.size()),
        cause,
        counts);
  }

  private WatchPage page(WatchStatus status) throws IOException {
    List<JournalEntry> all = latest.stream().toList().reversed();
    List<JournalEntry> newest = all.subList(0, Math.min(WatchPage.MOST_IMAGES, all.size()));
    thumbnails.keySet().retainAll(newest.stream().map(JournalEntry::sha256).toList());
    List<ImageTile> shown = new ArrayList<>();
    for (JournalEntry entry : newest) {
      RawFileFindings found = RawFileFindings.of(entry);
      shown.add(
          new ImageTile(
              new FlaggedImage(shown.size(), entry.name(), found.verdict(), found.why()),
              entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
              thumbnail(entry)));
    }
    return new WatchPage(
        settings.folder().toString(),
        status,
        REFRESH_SECONDS,
        alarms,
        shown,
        charts(),
        List.of(
            new Fact(
                "reference",
                "%s, %d images".formatted(reference.name(), reference.images().images())),
            new Fact("judged by", watch.words())));
  }

  /**
   * A file that is gone, was never whole, was written to since, or cannot be named here has no
   * picture.
   */
  private Optional<BufferedImage> thumbnail(JournalEntry entry) throws IOException {
    if (entry.outcome() == WatchOutcome.REFUSED) {
      return Optional.empty();
    }
    BufferedImage known = thumbnails.get(entry.sha256());
    if (known == null) {
      try {
        if (!entry.isStill(settings.folder().resolve(entry.name()))) {
          return Optional.empty();
        }
        known =
            new RawThumbnail(reference)
                .of(RawFiles.read(settings.folder().resolve(entry.name()), watch.described()));
      } catch (RejectedFileException | InvalidPathException e) {
        return Optional.empty();
      }
      thumbnails.put(entry.sha256(), known);
    }
    return Optional.of(known);
  }

  /** Returns the charts of those quantities that are nearest to their limits. */
  private List<ControlChart> charts() {
    List<JournalEntry> judged = judged();
    if (judged.size() < 2) {
      return List.of();
    }
    List<RawFileFindings> found = judged.stream().map(RawFileFindings::of).toList();
    RawFileFindings last = found.getLast();
    return watch.charted().stream()
        .filter(quantity -> found.stream().anyMatch(each -> !Double.isNaN(each.value(quantity))))
        .sorted(Comparator.comparingDouble(quantity -> -Math.abs(last.level(quantity))))
        .limit(MOST_CHARTS)
        .map(quantity -> chart(quantity, judged, found))
        .toList();
  }

  private ControlChart chart(
      Quantity quantity, List<JournalEntry> judged, List<RawFileFindings> found) {
    List<ControlChart.Point> points = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      double value = found.get(i).value(quantity);
      if (!Double.isNaN(value)) {
        points.add(
            new ControlChart.Point(
                i + 1, judged.get(i).name(), value, found.get(i).level(quantity)));
      }
    }
    return new ControlChart(
        quantity, reference.images().mean(quantity), watch.kind(), watch.limit(), points);
  }

  /**
   * The state of a watch: {@code status.json}.
   *
   * @param verdict the last file's verdict, and at least a warning while a chart signals
   * @param sentence what it follows from
   * @param signals the quantities whose charts signal
   * @param passed how many files passed so far
   * @param warned how many files warned
   * @param failed how many files failed
   * @param last the name of the last file
   * @param written when it was written
   */
  public record WatchStatus(
      Verdict verdict,
      String sentence,
      List<String> signals,
      long passed,
      long warned,
      long failed,
      Optional<String> last,
      String written) {
    private static final int FEWEST_FOR_CAUSE = 5;

    /** Copies the list. */
    public WatchStatus {
      signals = List.copyOf(signals);
    }

    /**
     * Returns the state after a file.
     *
     * @param last the last file, where there is one
     * @param signals the quantities whose charts signal
     * @param window the last images in the charts, which are attributed to a cause together while a
     *     chart signals
     * @param counts how many files have each verdict
     */
    static WatchStatus of(
        Optional<JournalEntry> last,
        List<String> signals,
        List<JournalEntry> window,
        FindCause cause,
        Map<Verdict, Long> counts) {
      Verdict own =
          last.map(RawFileFindings::of).map(RawFileFindings::verdict).orElse(Verdict.PASS);
      String charts =
          signals.isEmpty()
              ? "No control chart signals."
              : window.size() < FEWEST_FOR_CAUSE
                  ? "Control charts signal."
                  : "The last %d images: %s".formatted(window.size(), attribution(window, cause));
      return new WatchStatus(
          signals.isEmpty() ? own : own.orWorse(Verdict.WARN),
          ofLast(own, last) + charts,
          signals,
          counts.getOrDefault(Verdict.PASS, 0L),
          counts.getOrDefault(Verdict.WARN, 0L),
          counts.getOrDefault(Verdict.FAIL, 0L),
          last.map(JournalEntry::name),
          Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Where the last file does not pass, the sentence names it: the verdict is its own. */
    private static String ofLast(Verdict own, Optional<JournalEntry> last) {
      return own == Verdict.PASS
          ? ""
          : "The last file, %s, %s on its own. "
              .formatted(last.orElseThrow().name(), own == Verdict.FAIL ? "fails" : "warns");
    }

    private static String attribution(List<JournalEntry> window, FindCause cause) {
      Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
      for (Quantity quantity : Quantity.values()) {
        columns.put(
            quantity,
            window.stream()
                .mapToDouble(entry -> RawFileFindings.of(entry).value(quantity))
                .toArray());
      }
      return cause
          .of(QuantityTable.of(window.stream().map(JournalEntry::name).toList(), columns))
          .sentence();
    }
  }
}
