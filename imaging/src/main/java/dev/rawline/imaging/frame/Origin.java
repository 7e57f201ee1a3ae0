package dev.rawline.imaging.frame;

/**
 * Where a number comes from.
 *
 * @param basis what kind of number it is
 * @param note the source, the derivation, the reason, or the measurement with its uncertainty; for
 *     people to read
 */
public record Origin(Basis basis, String note) {

  /** What kind of number it is. */
  public enum Basis {
    /** Stated by the maker or the authors. */
    PUBLISHED,
    /** Stated by whoever described the device, without a source. */
    STATED,
    /** Follows from other numbers. */
    DERIVED,
    /** Measured, with an uncertainty. */
    MEASURED,
    /** No source states it; a plausible number was chosen. */
    ASSUMED
  }
}
