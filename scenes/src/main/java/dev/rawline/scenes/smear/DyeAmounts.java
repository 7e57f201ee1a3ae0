package dev.rawline.scenes.smear;

/** How much of each dye there is at one place; added up, then cleared for the next place. */
final class DyeAmounts {
  /** The amount of {@link Dye#AZURE}. */
  double azure;

  /** The amount of {@link Dye#COMPLEX}. */
  double complex;

  /** The amount of {@link Dye#EOSIN}. */
  double eosin;

  /** The amount of {@link Dye#HAEMOGLOBIN}. */
  double haemoglobin;

  void clear() {
    azure = 0;
    complex = 0;
    eosin = 0;
    haemoglobin = 0;
  }
}
