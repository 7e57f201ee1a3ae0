package dev.rawline.data.card;

import java.util.Optional;

/**
 * Under which terms a data set may be used, and whom to thank.
 *
 * @param licence its licence, for example CC BY 4.0
 * @param attribution who made it, and what was changed since
 * @param citation what to cite
 */
public record Rights(
    Optional<String> licence, Optional<String> attribution, Optional<String> citation) {

  /** Nothing is known of them. */
  public static final Rights UNKNOWN =
      new Rights(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Returns the rights of what was made of it: licence and citation stay, and the attribution,
   * which licences such as CC BY demand, says what was changed.
   *
   * @param change what was done, for example "cut into tiles"
   */
  public Rights changed(String change) {
    return new Rights(
        licence, Optional.of(attribution.map(by -> by + "; " + change).orElse(change)), citation);
  }
}
