package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.Sample;
import dev.rawline.data.store.KnownDataSet;
import java.util.List;
import java.util.Optional;

/** What is known of the published data sets beside what lies in their folders. */
final class Published {
  private Published() {}

  /**
   * Returns what was found of a published data set: its name, whatever a cache calls its folder,
   * and its rights, so that what is made of it stays attributed.
   */
  static Found found(KnownDataSet known, List<Sample> samples, List<String> notes) {
    Rights rights =
        new Rights(
            Optional.of(known.licence()),
            Optional.of("%s, %s".formatted(known.name(), known.location())),
            Optional.of(known.citation()));
    return new Found(Optional.of(known.name()), samples, rights, notes);
  }
}
