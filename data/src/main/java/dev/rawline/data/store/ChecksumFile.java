package dev.rawline.data.store;

import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@value #NAME}: what every file of a pushed data set sums up to.
 *
 * <p>One line a file, {@code <64 hexadecimal digits><two spaces><name>}, in the order of the names:
 * what the command {@code sha256sum --check} reads.
 */
final class ChecksumFile {
  /** The name of the file. */
  static final String NAME = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");

  private ChecksumFile() {}

  /** Writes the lines of some files. */
  static String text(Map<String, Checksum> sums) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(sums)
        .forEach((name, sum) -> text.append(sum.hex()).append("  ").append(name).append('\n'));
    return text.toString();
  }

  /**
   * Reads the lines.
   *
   * @param whose their source, for messages
   * @throws IllegalArgumentException if a line is invalid, or a name is outside the folder
   */
  static SequencedMap<String, Checksum> parse(String text, String whose) {
    SequencedMap<String, Checksum> sums = new TreeMap<>();
    EntryNames names = new EntryNames();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "%s: %s: line %d is '%s'; expected 64 hexadecimal digits, two spaces and a name"
                .formatted(whose, NAME, number, line.substring(0, Math.min(80, line.length()))));
      }
      try {
        names.addFile(parts.group(2));
      } catch (InvalidNameException e) {
        throw new IllegalArgumentException(
            "%s: %s: line %d %s".formatted(whose, NAME, number, e.getMessage()), e);
      }
      sums.put(parts.group(2), new Checksum(Checksum.Algorithm.SHA256, parts.group(1)));
    }
    return sums;
  }
}
