package dev.rawline.data.card;

import dev.rawline.imaging.frame.Described;
import java.util.Optional;

/** Under which terms a data set may be used, and whom to thank. */
public record Rights(
    @Described(meaning = "the licence of the data set") Optional<String> licence,
    @Described(meaning = "the authors, and changes made since") Optional<String> attribution,
    @Described(meaning = "the work to cite") Optional<String> citation) {

  /** Unknown rights. */
  public static final Rights UNKNOWN =
      new Rights(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Returns the rights of a derived data set: licence and citation are kept, and the attribution,
   * which licences such as CC BY require, states the change.
   *
   * @param change the change, for example "cut into tiles"
   */
  public Rights changed(String change) {
    return new Rights(
        licence, Optional.of(attribution.map(by -> by + "; " + change).orElse(change)), citation);
  }
}
