package dev.rawline.lab.quality.watch;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.FindCause;
import dev.rawline.lab.quality.verdict.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Verdict own = last.map(RawFileFindings::of).map(RawFileFindings::verdict).orElse(Verdict.PASS);
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
