package dev.rawline.lab.quality.check;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.Verdict;

/**
 * What pixels share in all images of a batch, PRNU and DSNU as far as ordinary images show them,
 * beside what they shared in the reference.
 *
 * @param usual the standard deviation of the pattern in the reference [DN]
 * @param measured in the batch [DN]
 */
public record FixedPatternChange(Estimate usual, Estimate measured) {
  /** What it is, in few words. */
  public static final String MEANS = "pattern that pixels keep, standard deviation";

  /** Other light alone moves what PRNU makes of a pattern; a sensor that ages does so by more. */
  private static final double MOST = 2;

  /** Returns how large it may be: twice as large as it surely was. */
  public AcceptanceLimits limits() {
    return new AcceptanceLimits(
        Double.NEGATIVE_INFINITY,
        MOST * Math.max(usual.upper(), Double.MIN_NORMAL),
        AcceptanceLimits.Source.REFERENCE,
        "at most twice the pattern of the reference");
  }

  /** Returns what its limit says. */
  public Verdict verdict() {
    return limits().judge(measured.lower(), measured.upper());
  }
}
