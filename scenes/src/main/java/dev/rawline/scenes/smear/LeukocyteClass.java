package dev.rawline.scenes.smear;

/**
 * A class of a catalogue.
 *
 * @param label what it is called in files
 * @param type the white cell it shows
 * @param count how often it occurs, at least 1
 */
public record LeukocyteClass(String label, LeukocyteType type, int count) {

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public LeukocyteClass {
    if (count < 1) {
      throw new IllegalArgumentException(
          "class %s has a count of %d: expected at least 1 (pictures)".formatted(label, count));
    }
  }
}
