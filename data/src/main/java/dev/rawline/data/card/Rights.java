package dev.rawline.data.card;

import dev.rawline.imaging.frame.Described;
import java.util.Optional;

/** Under which terms a data set may be used, and whom to thank. */
public record Rights(
    @Described(meaning = "the licence of the data set") Optional<String> licence,
    @Described(meaning = "the authors, and changes made since") Optional<String> attribution,
    @Described(meaning = "the work to cite") Optional<String> citation) {

  /** Nothing is known of them. */
  public static final Rights UNKNOWN =
      new Rights(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Returns the rights of what was made of it: licence and citation stay, and the attribution,
   * which licences such as CC BY demand, names what was changed.
   *
   * @param change what was done, for example "cut into tiles"
   */
  public Rights changed(String change) {
    return new Rights(
        licence, Optional.of(attribution.map(by -> by + "; " + change).orElse(change)), citation);
  }
}
