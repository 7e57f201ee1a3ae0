package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.Sample;
import java.util.List;
import java.util.Optional;

/**
 * What a layout finds in a folder.
 *
 * @param name what the data set is called, where the folder tells it otherwise than by its name
 * @param samples the samples, in the order of their table or of their names
 * @param rights what the folder tells of them
 * @param notes what was passed over, each a sentence without a full stop
 */
record FolderContents(
    Optional<String> name, List<Sample> samples, Rights rights, List<String> notes) {

  FolderContents(List<Sample> samples, Rights rights, List<String> notes) {
    this(Optional.empty(), samples, rights, notes);
  }

  FolderContents(List<Sample> samples, List<String> notes) {
    this(samples, Rights.UNKNOWN, notes);
  }
}
