package dev.rawline.lab.quality;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.page.ControlChart;
import dev.rawline.lab.quality.page.ControlChartPlot;
import dev.rawline.lab.quality.page.JudgedImage;
import dev.rawline.lab.quality.page.WatchPage;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.JournalEntry;
import dev.rawline.lab.quality.watch.WatchLoop;
import dev.rawline.lab.quality.watch.WatchOutcome;
import dev.rawline.workbench.page.Fact;
import dev.rawline.workbench.page.ReportFiles;
import dev.rawline.workbench.plot.Drawing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a watch has written down → the page of its latest files and {@code status.json}, made anew
 * as files arrive. Both follow from the journal alone: after a restart they go on where they were.
 */
public final class WatchReport {
  /** The page. */
  public static final String PAGE = "watch.html";

  /** How it stands, for machines. */
  public static final String STATUS = "status.json";

  /** The last images, of which it is said what happened to the camera. */
  private static final int WINDOW = 32;

  private static final int FEWEST_FOR_CAUSE = 5;
  private static final int SHOWN = 12;
  private static final int CHARTED = 400;
  private static final int MOST_CHARTS = 8;
  private static final int MOST_ALARMS = 20;
  private static final int REFRESH_SECONDS = 5;
  private static final long REWRITTEN_AFTER_NANOS = 1_000_000_000L;

  private final QualityReference reference;
  private final RawFileInspector watch;
  private final FindCause cause;
  private final Path watched;
  private final Path folder;
  private final Deque<JournalEntry> latest = new ArrayDeque<>();
  private final List<Fact> alarms = new ArrayList<>();

  /** By what they show: another file may come under the same name. */
  private final Map<String, BufferedImage> thumbnails = new HashMap<>();

  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private List<String> standing = List.of();
  private boolean beginsAnew;
  private boolean changed;
  private long written;

  /**
   * Prepares.
   *
   * @param watched the folder that is watched
   * @param folder where page and status go, and the journal lies
   */
  public WatchReport(
      QualityReference reference, RawFileInspector watch, Path watched, Path folder) {
    this.reference = reference;
    this.watch = watch;
    this.watched = watched;
    this.folder = folder;
    cause = reference.findCause();
    written = System.nanoTime() - REWRITTEN_AFTER_NANOS;
  }

  /**
   * Takes what the journal says already.
   *
   * @throws IOException if there is a journal that cannot be read
   */
  public void resume() throws IOException {
    WatchLoop.entries(folder, this::take);
    beginsAnew = latest.stream().anyMatch(WatchReport::isJudged) && judged().isEmpty();
    if (beginsAnew) {
      standing = List.of();
    }
    changed = true;
  }

  /**
   * Returns whether the journal's last files were judged by another reference, other charts or
   * another compensation, so that charts begin anew.
   */
  public boolean beginsAnew() {
    return beginsAnew;
  }

  private static boolean isJudged(JournalEntry entry) {
    return entry.outcome() == WatchOutcome.JUDGED;
  }

  /** Returns the latest files that the charts have seen, since they began. */
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

  /**
   * Takes an entry, and writes page and status where the last time is a second ago; otherwise they
   * wait for {@link #refresh}.
   *
   * @throws IOException if they cannot be written
   */
  public void enters(JournalEntry entry) throws IOException {
    take(entry);
    refresh();
  }

  /**
   * Writes what has changed since, unless the last time was within this second.
   *
   * @throws IOException if it cannot be written
   */
  public void refresh() throws IOException {
    if (System.nanoTime() - written >= REWRITTEN_AFTER_NANOS) {
      flush();
    }
  }

  /**
   * Writes what has changed since.
   *
   * @throws IOException if it cannot be written
   */
  public void flush() throws IOException {
    if (changed) {
      write();
    }
  }

  /** Returns the verdict that an entry tells: a refused file fails. */
  public static Verdict verdict(JournalEntry entry) {
    if (entry.outcome() == WatchOutcome.REFUSED) {
      return Verdict.FAIL;
    }
    String word = String.valueOf(entry.told().get(RawFileInspector.VERDICT));
    return Verdict.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private void take(JournalEntry entry) {
    latest.addLast(entry);
    if (latest.size() > CHARTED) {
      latest.removeFirst();
    }
    counts.merge(verdict(entry), 1L, Math::addExact);
    List<String> signals = words(entry.told().get(RawFileInspector.ALARMS));
    for (String quantity : signals) {
      if (!standing.contains(quantity)) {
        alarms.addFirst(
            new Fact(
                entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                "%s drifts, at %s".formatted(quantity.replace('_', ' '), entry.name())));
      }
    }
    if (isJudged(entry)) {
      standing = signals;
    }
    while (alarms.size() > MOST_ALARMS) {
      alarms.removeLast();
    }
    changed = true;
  }

  private static List<String> words(Object told) {
    return told instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private void write() throws IOException {
    Optional<String> happened = happened();
    Verdict judgement = judgement();
    String sentence =
        "%s%s"
            .formatted(
                ofLast(),
                happened.orElse(
                    standing.isEmpty() ? "No control chart signals." : "Control charts signal."));
    new ReportFiles(folder).text(page(judgement, sentence).html(), PAGE);
    JsonFile.write(status(judgement, sentence), folder.resolve(STATUS));
    written = System.nanoTime();
    changed = false;
  }

  /** The verdict is the last file's: where it is not sound, the sentence says whose it is. */
  private String ofLast() {
    if (latest.isEmpty() || verdict(latest.getLast()) == Verdict.PASS) {
      return "";
    }
    return "The last file, %s, %s by itself. "
        .formatted(
            latest.getLast().name(), verdict(latest.getLast()) == Verdict.FAIL ? "fails" : "warns");
  }

  /** Returns how it stands: the last file's verdict, and a warning while a chart signals. */
  private Verdict judgement() {
    Verdict last = latest.isEmpty() ? Verdict.PASS : verdict(latest.getLast());
    return standing.isEmpty() ? last : Verdict.worst(List.of(last, Verdict.WARN));
  }

  /** Returns what happened to the camera, by the latest images, while a chart signals. */
  private Optional<String> happened() {
    List<JournalEntry> judged = judged();
    List<JournalEntry> window = judged.subList(Math.max(0, judged.size() - WINDOW), judged.size());
    if (standing.isEmpty() || window.size() < FEWEST_FOR_CAUSE) {
      return Optional.empty();
    }
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      columns.put(quantity, window.stream().mapToDouble(entry -> value(entry, quantity)).toArray());
    }
    QuantityTable table =
        QuantityTable.of(window.stream().map(JournalEntry::name).toList(), columns);
    return Optional.of(
        "The last %d images: %s".formatted(window.size(), cause.of(table).sentence()));
  }

  private static double value(JournalEntry entry, Quantity quantity) {
    return entry.told().get(RawFileInspector.VALUES) instanceof Map<?, ?> values
            && values.get(quantity.toString()) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  private SequencedMap<String, Object> status(Verdict judgement, String sentence) {
    SequencedMap<String, Object> status = new LinkedHashMap<>();
    status.put("verdict", judgement.word());
    status.put("sentence", sentence);
    status.put("signals", standing);
    status.put("passed", counts.getOrDefault(Verdict.PASS, 0L));
    status.put("warned", counts.getOrDefault(Verdict.WARN, 0L));
    status.put("failed", counts.getOrDefault(Verdict.FAIL, 0L));
    status.put("last", latest.isEmpty() ? null : latest.getLast().name());
    status.put("written", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return status;
  }

  private WatchPage page(Verdict judgement, String sentence) throws IOException {
    List<JournalEntry> all = latest.stream().toList().reversed();
    List<JournalEntry> newest = all.subList(0, Math.min(SHOWN, all.size()));
    thumbnails.keySet().retainAll(newest.stream().map(JournalEntry::sha256).toList());
    List<JudgedImage> shown = new ArrayList<>();
    for (JournalEntry entry : newest) {
      shown.add(
          new JudgedImage(
              entry.name(),
              entry.time().truncatedTo(ChronoUnit.SECONDS).toString(),
              verdict(entry),
              entry
                  .refusal()
                  .orElse(String.join("; ", words(entry.told().get(RawFileInspector.WHY)))),
              thumbnail(entry)));
    }
    return new WatchPage(
        watched.toString(),
        judgement,
        sentence,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        REFRESH_SECONDS,
        counts.getOrDefault(Verdict.PASS, 0L),
        counts.getOrDefault(Verdict.WARN, 0L),
        counts.getOrDefault(Verdict.FAIL, 0L),
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
        if (!entry.isStill(watched.resolve(entry.name()))) {
          return Optional.empty();
        }
        known =
            new RawThumbnail(reference)
                .of(RawFiles.read(watched.resolve(entry.name()), watch.described()));
      } catch (RejectedFileException | InvalidPathException e) {
        return Optional.empty();
      }
      thumbnails.put(entry.sha256(), known);
    }
    return Optional.of(known);
  }

  /** Returns the charts of those quantities that stand nearest to their limits. */
  private Optional<Drawing> charts() {
    List<JournalEntry> judged = judged();
    if (judged.size() < 2) {
      return Optional.empty();
    }
    JournalEntry last = judged.getLast();
    List<ControlChart> charts =
        watch.charted().stream()
            .filter(
                quantity ->
                    judged.stream().anyMatch(entry -> !Double.isNaN(value(entry, quantity))))
            .sorted((a, b) -> Double.compare(Math.abs(level(last, b)), Math.abs(level(last, a))))
            .limit(MOST_CHARTS)
            .map(quantity -> chart(quantity, judged))
            .toList();
    return charts.isEmpty() ? Optional.empty() : Optional.of(ControlChartPlot.of(charts));
  }

  private static double level(JournalEntry entry, Quantity quantity) {
    return entry.told().get(RawFileInspector.CHARTS) instanceof Map<?, ?> levels
            && levels.get(quantity.toString()) instanceof Number number
        ? number.doubleValue()
        : 0;
  }

  private ControlChart chart(Quantity quantity, List<JournalEntry> judged) {
    List<ControlChart.Seen> seen = new ArrayList<>();
    List<Double> path = new ArrayList<>();
    List<Integer> signals = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      JournalEntry entry = judged.get(i);
      double value = value(entry, quantity);
      if (!Double.isNaN(value)) {
        seen.add(new ControlChart.Seen(i + 1, value, entry.name()));
        double level = level(entry, quantity);
        path.add(level);
        if (Math.abs(level) > watch.limit()) {
          signals.add(seen.size() - 1);
        }
      }
    }
    return new ControlChart(
        quantity.means(),
        quantity.unit(),
        seen,
        reference.images().mean(quantity),
        List.of(new ControlChart.Path(watch.kind(), path, watch.limit())),
        signals);
  }
}
