package dev.rawline.imaging.sensor.calibration;

/**
 * What tells whether samples are as the converter made them, neither compressed nor copied.
 *
 * <p>A code must occur if one of the four codes below it and one of the four above it, in the same
 * channel, each occur at least 30 times; the converter's lowest and largest numbers are not judged.
 *
 * @param judgedCodes the codes that must occur
 * @param missingCodes those of them that do not
 * @param firstFingerprint a number made of all of the first frame's samples; 0 if they are all
 *     equal
 * @param secondFingerprint the same of the second frame
 */
public record SampleEvidence(
    int judgedCodes, int missingCodes, long firstFingerprint, long secondFingerprint) {
  /**
   * Two bits less than stated, or a square root's coarser steps, leave out up to three in a row.
   */
  private static final int REACH = 4;

  /**
   * Where so many are counted on either side, about as many are expected between: e⁻³⁰ for none.
   */
  private static final int ENOUGH = 30;

  /** Returns how many codes of a channel's histogram must occur, and how many of them do not. */
  public static int[] codes(int[] histogram) {
    int judged = 0;
    int missing = 0;
    for (int code = REACH; code < histogram.length - REACH; code++) {
      int below = 0;
      int above = 0;
      for (int distance = 1; distance <= REACH; distance++) {
        below = Math.max(below, code - distance == 0 ? 0 : histogram[code - distance]);
        above =
            Math.max(
                above, code + distance == histogram.length - 1 ? 0 : histogram[code + distance]);
      }
      if (below >= ENOUGH && above >= ENOUGH) {
        judged++;
        missing += histogram[code] == 0 ? 1 : 0;
      }
    }
    return new int[] {judged, missing};
  }

  boolean looksPosterised() {
    return looksPosterised(judgedCodes, missingCodes);
  }

  /** Returns whether more than 5 % of the judged codes, and at least 3, are missing. */
  public static boolean looksPosterised(int judged, int missing) {
    return missing >= 3 && missing > 0.05 * judged;
  }
}
