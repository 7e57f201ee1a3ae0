package dev.rawline.data.layout;

import dev.rawline.data.set.DataSet;
import java.util.List;

/**
 * A data set that was found in a folder, and how.
 *
 * @param set the data set
 * @param layout how its files lie
 * @param notes what was passed over, each a sentence without a full stop
 */
public record OpenedDataSet(DataSet set, Layout layout, List<String> notes) {

  /** Copies the list. */
  public OpenedDataSet {
    notes = List.copyOf(notes);
  }
}
