package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.PublishedDataSet;
import java.util.List;
import java.util.Optional;

/** What is known of the published data sets beside what lies in their folders. */
final class PublishedRights {
  private PublishedRights() {}

  /**
   * Returns what was found of a published data set: its name, whatever a cache calls its folder,
   * and its rights, so that what is made of it stays attributed.
   */
  static FolderContents found(PublishedDataSet known, List<Sample> samples, List<String> notes) {
    Rights rights =
        new Rights(
            Optional.of(known.licence()),
            Optional.of("%s, %s".formatted(known.name(), known.location())),
            Optional.of(known.citation()));
    return new FolderContents(Optional.of(known.name()), samples, rights, notes);
  }
}
