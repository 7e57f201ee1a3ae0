package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the journal says of one file: one line of JSON.
 *
 * @param time when it was written down
 * @param name the file's name
 * @param size its size [bytes]
 * @param modified when it was last written to
 * @param sha256 the sum of its content, 64 hexadecimal digits; empty if it could not be read
 * @param outcome what came of it
 * @param duplicateOf the name under which the same content was judged first, if it was
 * @param told what the judge said; of a refused file, why, under "refusal"
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
    SequencedMap<String, Object> told,
    SequencedMap<String, Object> state) {
  private static final String REFUSAL = "refusal";

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if JSON cannot hold one of them
   */
  public JournalEntry {
    told = JsonValues.copy(told);
    state = JsonValues.copy(state);
  }

  static JournalEntry judged(IncomingFile arrival, FileVerdict ruling) {
    return of(arrival, WatchOutcome.JUDGED, ruling.told(), ruling.state());
  }

  static JournalEntry refused(
      IncomingFile arrival, String why, SequencedMap<String, Object> state) {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put(REFUSAL, why);
    return of(arrival, WatchOutcome.REFUSED, told, state);
  }

  private static JournalEntry of(
      IncomingFile arrival,
      WatchOutcome outcome,
      SequencedMap<String, Object> told,
      SequencedMap<String, Object> state) {
    return new JournalEntry(
        Instant.now(),
        arrival.name(),
        arrival.size(),
        arrival.modified(),
        arrival.sha256(),
        outcome,
        arrival.duplicateOf(),
        told,
        state);
  }

  /** Returns why the file was refused, if it was. */
  public Optional<String> refusal() {
    return outcome == WatchOutcome.REFUSED
        ? Optional.of(String.valueOf(told.get(REFUSAL)))
        : Optional.empty();
  }

  /**
   * Returns whether a file is still as it was judged, by its size and the time of its last change.
   *
   * @throws IOException if that cannot be found out
   */
  public boolean isStill(Path file) throws IOException {
    return FileFingerprint.of(file).equals(Optional.of(new FileFingerprint(size, modified)));
  }

  /** Returns the line, without its end. */
  String line() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("time", time.toString());
    object.put("name", name);
    object.put("size", size);
    object.put("modified", modified.toString());
    object.put("sha256", sha256);
    object.put("outcome", outcome.word());
    duplicateOf.ifPresent(first -> object.put("duplicate_of", first));
    object.put("told", told);
    object.put("state", state);
    return JsonFile.text(object);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not one; the message says why
   */
  static JournalEntry parse(String line) {
    Map<String, Object> object = JsonFile.parse(line);
    return new JournalEntry(
        instant(object, "time"),
        text(object, "name"),
        whole(object, "size"),
        instant(object, "modified"),
        text(object, "sha256"),
        WatchOutcome.of(object.get("outcome"))
            .orElseThrow(() -> unexpected(object, "outcome", "judged or refused")),
        object.containsKey("duplicate_of")
            ? Optional.of(text(object, "duplicate_of"))
            : Optional.empty(),
        inner(object, "told"),
        inner(object, "state"));
  }

  static Instant instant(Map<String, Object> object, String key) {
    try {
      return Instant.parse(text(object, key));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is %s: expected a time like 2026-01-31T23:59:59Z".formatted(key, object.get(key)),
          e);
    }
  }

  static String text(Map<String, Object> object, String key) {
    if (object.get(key) instanceof String text) {
      return text;
    }
    throw unexpected(object, key, "a text");
  }

  static long whole(Map<String, Object> object, String key) {
    return switch (object.get(key)) {
      case Integer number -> number;
      case Long number -> number;
      case null, default -> throw unexpected(object, key, "a whole number");
    };
  }

  private static SequencedMap<String, Object> inner(Map<String, Object> object, String key) {
    if (object.get(key) instanceof Map<?, ?> map) {
      SequencedMap<String, Object> inner = new LinkedHashMap<>();
      map.forEach((name, value) -> inner.put(String.valueOf(name), value));
      return inner;
    }
    throw unexpected(object, key, "an object");
  }

  private static IllegalArgumentException unexpected(
      Map<String, Object> object, String key, String expected) {
    return new IllegalArgumentException(
        "'%s' is %s: expected %s".formatted(key, object.get(key), expected));
  }
}
