package dev.rawline.data.layout;

import dev.rawline.data.set.DataSet;
import java.util.List;

/**
 * A data set that was found in a folder, and how.
 *
 * @param set the data set
 * @param layout the layout of its files
 * @param notes what was skipped, each a sentence without a full stop
 */
public record OpenedDataSet(DataSet set, Layout layout, List<String> notes) {

  /** Copies the list. */
  public OpenedDataSet {
    notes = List.copyOf(notes);
  }
}
