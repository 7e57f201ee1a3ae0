package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.PublishedDataSet;
import java.util.List;
import java.util.Optional;

/**
 * What a layout finds in a folder.
 *
 * @param name the name of the data set, if it differs from the folder's
 * @param samples the samples, in the order of their table or of their names
 * @param rights their rights, from the folder's files
 * @param notes what was skipped, each a sentence without a full stop
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
   * Returns the contents of a published data set with its name, independent of its folder's, and
   * its rights, so that derived data sets keep its attribution.
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
