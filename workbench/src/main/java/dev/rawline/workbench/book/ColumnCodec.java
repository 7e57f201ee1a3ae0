package dev.rawline.workbench.book;

import dev.rawline.data.file.JsonFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Values ↔ how the tables of a book hold them. */
final class ColumnCodec {
  /** The version of the program among those of all that computed. */
  static final String RAWLINE = "rawline";

  /** All of one length, so that their texts are in the order of the times. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private ColumnCodec() {}

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** SQLite holds what is not a number as null. */
  static Double number(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }

  static String seeds(List<Long> seeds) {
    return seeds.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  static List<Long> seeds(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(seed -> !seed.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  static String versions(SequencedMap<String, String> versions) {
    return JsonFile.text(new LinkedHashMap<>(versions));
  }

  static SequencedMap<String, String> versions(String text) {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    for (Map.Entry<String, Object> version : JsonFile.parse(text).entrySet()) {
      versions.put(version.getKey(), String.valueOf(version.getValue()));
    }
    return versions;
  }

  /**
   * Requires the name of an artefact, which is where it lies when it is exported.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void requireName(String name) {
    boolean leaves =
        Arrays.stream(name.split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (leaves || name.contains("\\") || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "'%s' cannot name an artefact: expected a name, or names with / between them"
              .formatted(name));
    }
  }
}
