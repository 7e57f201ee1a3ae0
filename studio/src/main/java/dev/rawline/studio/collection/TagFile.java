package dev.rawline.studio.collection;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.RejectedFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The tags that a person has given to samples ↔ a table with the columns sample and tag.
 *
 * <p>Tags of samples that the data set no longer has are kept.
 *
 * @param tags the ids of the samples of each tag
 */
record TagFile(SequencedMap<String, SequencedSet<String>> tags) {
  static final String ENDING = ".tags.csv";
  static final int MOST_TAGS = 100;
  private static final String HEADING = "sample,tag";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,39}");

  /**
   * Copies the tags.
   *
   * @throws IllegalArgumentException if there are more than 100
   */
  TagFile {
    SequencedMap<String, SequencedSet<String>> copy = new LinkedHashMap<>();
    tags.forEach((tag, ids) -> copy.put(tag, new LinkedHashSet<>(ids)));
    tags = copy;
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "there are %d tags: expected at most %d".formatted(tags.size(), MOST_TAGS));
    }
  }

  /** Returns a word that may be a tag. */
  static String requireWord(String tag) {
    if (!WORD.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be a tag: expected letters, digits, spaces, hyphens and underscores, at most 40"
              .formatted(tag));
    }
    return tag;
  }

  /** One line. */
  private record Line(String sample, String tag) {}

  /**
   * Reads a file; one that does not exist has no tags.
   *
   * @throws RejectedFileException if it is another table, or damaged: it is left as it is
   * @throws IOException if it cannot be read
   */
  static TagFile read(Path file) throws IOException {
    SequencedMap<String, SequencedSet<String>> tags = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return new TagFile(tags);
    }
    try (BufferedReader lines = BoundedFile.lines(file)) {
      if (!HEADING.equals(lines.readLine())) {
        throw new RejectedFileException(
            file, "is no table of tags: expected the columns " + HEADING, "choose another name");
      }
    }
    for (Line line : CsvLine.read(file, TagFile::line)) {
      tags.computeIfAbsent(line.tag, _ -> new LinkedHashSet<>()).add(line.sample);
    }
    try {
      return new TagFile(tags);
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(file, e);
    }
  }

  private static Line line(List<String> fields) {
    if (fields.size() != 2) {
      throw new IllegalArgumentException("%d fields: expected 2".formatted(fields.size()));
    }
    return new Line(fields.get(0), requireWord(fields.get(1)));
  }

  /** Returns these tags with one more for some samples, or without it. */
  TagFile with(String tag, Collection<String> ids, boolean given) {
    TagFile changed = new TagFile(tags);
    SequencedSet<String> own =
        changed.tags.computeIfAbsent(requireWord(tag), _ -> new LinkedHashSet<>());
    if (given) {
      own.addAll(ids);
    } else {
      own.removeAll(ids);
    }
    changed.tags.values().removeIf(SequencedSet::isEmpty);
    return new TagFile(changed.tags);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  void write(Path file) throws IOException {
    CsvText text = CsvText.of(HEADING);
    tags.forEach((tag, ids) -> ids.forEach(id -> text.add(id, tag)));
    text.write(file);
  }
}
