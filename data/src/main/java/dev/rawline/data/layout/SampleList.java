package dev.rawline.data.layout;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Some samples of a data set, by their ids ↔ a text file in UTF-8, one id a line; empty lines are
 * passed over.
 *
 * @param ids the ids, in the order of the file
 */
public record SampleList(SequencedSet<String> ids) {

  /**
   * Copies the ids.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SampleList {
    ids = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(ids));
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("lists no sample: name at least one, one id a line");
    }
  }

  /**
   * Reads a file.
   *
   * @throws RejectedFileException if it cannot be read, is not text in UTF-8, or lists nothing
   */
  public static SampleList read(Path file) throws RejectedFileException {
    try {
      return new SampleList(
          BoundedFile.wholeText(file)
              .lines()
              .filter(line -> !line.isBlank())
              .collect(Collectors.toCollection(LinkedHashSet::new)));
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(file, e);
    }
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written; the message states why and what to do
   */
  public void write(Path file) throws IOException {
    String text = ids.stream().map(id -> id + "\n").collect(Collectors.joining());
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the listed samples, in the order of the data set.
   *
   * @param folder the folder of the data set, for the message
   * @throws RejectedFileException if the list names samples that the data set does not have
   */
  List<Sample> of(Path folder, List<Sample> samples) throws RejectedFileException {
    SequencedSet<String> unknown = new LinkedHashSet<>(ids);
    samples.forEach(sample -> unknown.remove(sample.id()));
    if (!unknown.isEmpty()) {
      throw new RejectedFileException(
          folder,
          "does not have %d of the %d listed samples, %s for example"
              .formatted(unknown.size(), ids.size(), unknown.getFirst()),
          "give the list that was made of it");
    }
    return samples.stream().filter(sample -> ids.contains(sample.id())).toList();
  }
}
