package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
 * @param duplicateOf the name under which the same content was judged first, if it was
 * @param findings the findings; of a refused file, the reason, under "refusal"
 * @param state what the next judgement needs of this one and all before it
 */
public record JournalEntry(
    Instant time,
    String name,
    long size,
    Instant modified,
    String sha256,
    WatchOutcome outcome,
    Optional<String> duplicateOf,
    SequencedMap<String, Object> findings,
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

  /** The keys of a line; that of a duplicate is left out where there is none. */
  private record Line(
      String time,
      String name,
      long size,
      String modified,
      String sha256,
      String outcome,
      Optional<String> duplicateOf,
      Map<String, Object> told,
      Map<String, Object> state) {}

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

  /** Returns why the file was refused, if it was. */
  public Optional<String> refusal() {
    return outcome == WatchOutcome.REFUSED
        ? Optional.of(String.valueOf(findings.get(REFUSAL)))
        : Optional.empty();
  }

  /**
   * Returns whether a file is still as it was judged, by its size and the time of its last change.
   *
   * @throws IOException if that cannot be determined
   */
  public boolean isStill(Path file) throws IOException {
    return FileFingerprint.of(file).equals(Optional.of(new FileFingerprint(size, modified)));
  }

  /** Returns the line, without its end. */
  String line() {
    Map<String, Object> line =
        JsonRecords.values(
            new Line(
                time.toString(),
                name,
                size,
                modified.toString(),
                sha256,
                outcome.word(),
                duplicateOf,
                findings,
                state));
    line.values().removeIf(Objects::isNull);
    return JsonFile.text(line);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not one; the message names the key
   */
  static JournalEntry parse(String text) {
    Line line = JsonRecords.ofValues(JsonFile.parse(text), Line.class);
    return new JournalEntry(
        instant("time", line.time),
        line.name,
        line.size,
        instant("modified", line.modified),
        line.sha256,
        WatchOutcome.of(line.outcome)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'outcome' is %s: expected judged or refused".formatted(line.outcome))),
        line.duplicateOf,
        JsonValues.copy(line.told),
        JsonValues.copy(line.state));
  }

  static Instant instant(String key, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is %s: expected a time like 2026-01-31T23:59:59Z".formatted(key, text), e);
    }
  }
}
