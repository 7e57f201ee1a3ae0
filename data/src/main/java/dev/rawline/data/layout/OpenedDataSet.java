package dev.rawline.data.layout;

import dev.rawline.data.set.DataSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set that was found in a folder, and how.
 *
 * @param set the data set
 * @param layout the layout of its files
 * @param notes what was skipped, each a sentence without a full stop
 * @param companions the sentence on files that are companions of samples, such as the JPEG that a
 *     camera writes with a raw file
 */
public record OpenedDataSet(
    DataSet set, Layout layout, List<String> notes, Optional<String> companions) {

  /** Copies the list. */
  public OpenedDataSet {
    notes = List.copyOf(notes);
  }

  /** Returns all sentences: the notes, and the one on companions. */
  public List<String> sentences() {
    return Stream.concat(notes.stream(), companions.stream()).toList();
  }
}
