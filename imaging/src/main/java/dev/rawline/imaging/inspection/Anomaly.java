package dev.rawline.imaging.inspection;

/**
 * What no sound raw image shows.
 *
 * @param kind what it is
 * @param words what came and what was expected, with units
 */
public record Anomaly(Kind kind, String words) {

  /** The kinds of anomalies. */
  public enum Kind {
    /** Codes between frequent ones never occur: fewer bits than stated, or another table. */
    MISSING_CODES,
    /** The lowest bits are always 0: samples were shifted to the left. */
    LEFT_JUSTIFIED,
    /** Noise is shared by neighbours or has the pattern of blocks: samples were compressed. */
    COMPRESSED,
    /** The two greens are not where the stated colour layout has them. */
    WRONG_CFA,
    /** The black level is cut off at 0. */
    CLIPPED_BLACK,
    /** Samples are larger than the stated bits can hold. */
    BEYOND_BITS,
    /** What the metadata say does not fit the pixels. */
    METADATA
  }
}
