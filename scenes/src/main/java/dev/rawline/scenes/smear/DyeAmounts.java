package dev.rawline.scenes.smear;

/** The amounts of each dye at one point; accumulated, then cleared for the next point. */
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
