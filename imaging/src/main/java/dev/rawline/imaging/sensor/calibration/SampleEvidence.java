package dev.rawline.imaging.sensor.calibration;

/**
 * Evidence that samples are unprocessed, neither compressed nor copied.
 *
 * <p>A code must occur if one of the four codes below it and one of the four above it, in the same
 * channel, each occur at least 30 times; the converter's lowest and largest numbers are not
 * counted.
 *
 * @param judgedCodes the codes that must occur
 * @param missingCodes those that do not occur
 * @param firstFingerprint a hash of the first frame's samples; 0 if they are all equal
 * @param secondFingerprint the same of the second frame
 */
public record SampleEvidence(
    int judgedCodes, int missingCodes, long firstFingerprint, long secondFingerprint) {
  /**
   * Two bits fewer than stated, or the coarser steps of a square-root table, omit up to three codes
   * in a row.
   */
  private static final int REACH = 4;

  /**
   * With this count on either side, about as many are expected between: the probability of none is
   * e⁻³⁰.
   */
  private static final int ENOUGH = 30;

  /**
   * Returns the number of codes of a channel's histogram that must occur, and of those that do not.
   */
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

  boolean isPosterised() {
    return isPosterised(judgedCodes, missingCodes);
  }

  /**
   * Returns by how much rounding to the codes in use may exceed that to whole numbers, (s² − 1)/12
   * for steps of s codes [DN²]; 0 if hardly any code is missing.
   */
  double varianceOfSteps() {
    double step = judgedCodes / Math.max(1.0, judgedCodes - missingCodes);
    return isPosterised() ? (step * step - 1) / 12 : 0;
  }

  /** Returns whether more than 5 % of the judged codes, and at least 3, are missing. */
  public static boolean isPosterised(int judged, int missing) {
    return missing >= 3 && missing > 0.05 * judged;
  }
}
