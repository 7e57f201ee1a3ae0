package dev.rawline.lab.quality.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.lab.statistic.ControlScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The entry of one file in the journal: one line of JSON.
 *
 * @param time when it was written
 * @param name the file's name
 * @param size its size [bytes]
 * @param modified when it was last written to
 * @param sha256 the sum of its content, 64 hexadecimal digits; empty if it could not be read
 * @param outcome the outcome
 * @param duplicateOf the name under which the same content was checked first, if it was
 * @param findings the findings; of a rejected file, the reason, under "refusal"
 * @param state the state that the next check needs
 */
public record JournalEntry(
    Instant time,
    String name,
    long size,
    Instant modified,
    String sha256,
    WatchOutcome outcome,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> duplicateOf,
    @JsonProperty("told") SequencedMap<String, Object> findings,
    SequencedMap<String, Object> state) {
  private static final String REFUSAL = "refusal";

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if JSON cannot hold one of them
   */
  public JournalEntry {
    findings = JsonValues.copy(findings);
    state = JsonValues.copy(state);
  }

  static JournalEntry judged(IncomingFile arrival, FileVerdict verdict) {
    return of(arrival, WatchOutcome.JUDGED, verdict.findings(), verdict.state());
  }

  static JournalEntry refused(IncomingFile arrival, String why, Map<String, Object> state) {
    return of(arrival, WatchOutcome.REFUSED, Map.of(REFUSAL, why), state);
  }

  private static JournalEntry of(
      IncomingFile arrival,
      WatchOutcome outcome,
      Map<String, Object> findings,
      Map<String, Object> state) {
    return new JournalEntry(
        Instant.now(),
        arrival.name(),
        arrival.size(),
        arrival.modified(),
        arrival.sha256(),
        outcome,
        arrival.duplicateOf(),
        JsonValues.copy(findings),
        JsonValues.copy(state));
  }

  /** Returns why the file was rejected, if it was. */
  public Optional<String> refusal() {
    return outcome == WatchOutcome.REFUSED
        ? Optional.of(String.valueOf(findings.get(REFUSAL)))
        : Optional.empty();
  }

  /**
   * Returns whether a file is unchanged since its check, by its size and the time of its last
   * change.
   *
   * @throws IOException if that cannot be determined
   */
  public boolean isStill(Path file) throws IOException {
    return FileFingerprint.of(file).equals(Optional.of(new FileFingerprint(size, modified)));
  }

  /** Returns the control charts after it, by quantity. */
  public SequencedMap<String, ControlScheme> charts() {
    SequencedMap<String, ControlScheme> charts = new LinkedHashMap<>();
    state.forEach(
        (quantity, value) -> {
          if (value instanceof Map<?, ?> values) {
            charts.put(quantity, RawFileInspector.ChartState.chart(values));
          }
        });
    return charts;
  }

  /** Returns whether its control charts are of the same design as those of another entry. */
  public boolean continues(JournalEntry other) {
    return Objects.equals(
        state.get(RawFileInspector.KEPT_BY), other.state.get(RawFileInspector.KEPT_BY));
  }

  /** Returns the line, without its end. */
  String line() {
    return JsonFile.text(JsonRecords.values(this));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not one; the message names the key
   */
  static JournalEntry parse(String text) {
    return JsonRecords.ofValues(JsonFile.parse(text), JournalEntry.class);
  }
}
