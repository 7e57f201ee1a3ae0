package dev.rawline.imaging.inspection;

import java.util.Locale;

/**
 * A property that an unprocessed raw image of a working camera does not have.
 *
 * @param kind what it is
 * @param words what was found and what was expected, with units
 */
public record Anomaly(Kind kind, String words) {

  /** The kinds of anomalies. */
  public enum Kind {
    /** Codes between frequent codes never occur: fewer bits than stated, or a tone table. */
    MISSING_CODES,
    /** The lowest bits are always 0: samples were shifted to the left. */
    LEFT_JUSTIFIED,
    /** Noise is shared by neighbours or has the pattern of blocks: samples were compressed. */
    COMPRESSED,
    /** The two greens are not at the positions of the stated colour layout. */
    WRONG_CFA,
    /** The black level is cut off at 0. */
    CLIPPED_BLACK,
    /** Samples are larger than the stated bits can hold. */
    BEYOND_BITS,
    /** The metadata do not match the pixels. */
    METADATA
  }

  /** Returns an anomaly whose words are formatted values, with decimal points. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation is not in the JDK
  static Anomaly of(Kind kind, String format, Object... values) {
    return new Anomaly(kind, String.format(Locale.ROOT, format, values));
  }
}
