package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.verdict.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the journal of a watch holds of a raw file.
 *
 * @param verdict the verdict on it
 * @param why the reasons, a sentence each
 * @param alarms the quantities whose charts signal
 * @param values what was measured, by quantity
 * @param charts the levels of the charts after it, by quantity
 */
public record RawFileFindings(
    Verdict verdict,
    List<String> why,
    List<String> alarms,
    Map<String, Double> values,
    Map<String, Double> charts) {

  /** Returns the findings of an entry: a rejected file fails. */
  public static RawFileFindings of(JournalEntry entry) {
    return entry.outcome() == WatchOutcome.REFUSED
        ? new RawFileFindings(
            Verdict.FAIL, List.of(entry.refusal().orElseThrow()), List.of(), Map.of(), Map.of())
        : JsonRecords.ofValues(entry.findings(), RawFileFindings.class);
  }

  /** Returns the values of a journal. */
  Map<String, Object> object() {
    return JsonRecords.values(this);
  }

  /** Returns the value of a quantity, NaN where it was not measured. */
  double value(Quantity quantity) {
    return values.getOrDefault(quantity.toString(), Double.NaN);
  }

  /** Returns the level of the chart of a quantity, 0 where there is none. */
  double level(Quantity quantity) {
    return charts.getOrDefault(quantity.toString(), 0.0);
  }

  /**
   * A file as one line of JSON.
   *
   * @param time when it was checked
   * @param name its name
   * @param sha256 the sum of its content
   * @param verdict the verdict on it
   * @param why the reasons, a sentence each
   * @param values what was measured; null of a rejected file
   */
  private record Line(
      Instant time,
      String name,
      String sha256,
      Verdict verdict,
      List<String> why,
      Map<String, Double> values) {}

  /** Returns an entry as an object for programs. */
  public static Map<String, Object> line(JournalEntry entry) {
    RawFileFindings found = of(entry);
    return new LinkedHashMap<>(
        JsonRecords.values(
            new Line(
                entry.time(),
                entry.name(),
                entry.sha256(),
                found.verdict,
                found.why,
                entry.outcome() == WatchOutcome.REFUSED ? null : found.values)));
  }
}
