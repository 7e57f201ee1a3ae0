package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.PublishedDataSet;
import java.util.List;
import java.util.Optional;

/**
 * What a layout finds in a folder.
 *
 * @param name what the data set is called, where it differs from the folder's name
 * @param samples the samples, in the order of their table or of their names
 * @param rights their rights, by the folder's files
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

  /**
   * Returns the contents of a published data set with its name, whatever a cache calls its folder,
   * and its rights, so that what is made of it keeps its attribution.
   */
  static FolderContents of(PublishedDataSet known, List<Sample> samples, List<String> notes) {
    Rights rights =
        new Rights(
            Optional.of(known.licence()),
            Optional.of("%s, %s".formatted(known.name(), known.location())),
            Optional.of(known.citation()));
    return new FolderContents(Optional.of(known.name()), samples, rights, notes);
  }
}
