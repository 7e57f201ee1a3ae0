package dev.rawline.scenes.smear;

/**
 * A class of a catalogue.
 *
 * @param label the name in files
 * @param type the type of its leukocyte
 * @param count the relative frequency, at least 1
 */
public record LeukocyteClass(String label, LeukocyteType type, int count) {

  /**
   * Validates the count.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public LeukocyteClass {
    if (count < 1) {
      throw new IllegalArgumentException(
          "class %s has a count of %d: expected at least 1 (images)".formatted(label, count));
    }
  }
}
