package dev.rawline.lab.quality.check;

import dev.rawline.imaging.sensor.calibration.Estimate;
import dev.rawline.lab.quality.verdict.Limits;
import dev.rawline.lab.report.Judgement;

/**
 * What pixels share in all images of a batch, PRNU and DSNU as far as ordinary images show them,
 * beside what they shared in the reference.
 *
 * @param usual the standard deviation of the pattern in the reference [DN]
 * @param measured in the batch [DN]
 */
public record FixedPattern(Estimate usual, Estimate measured) {
  /** What it is, in few words. */
  public static final String MEANS = "pattern that pixels keep, standard deviation";

  /** Other light alone moves what PRNU makes of a pattern; a sensor that ages does so by more. */
  private static final double MOST = 2;

  /** Returns how large it may be: twice as large as it surely was. */
  public Limits limits() {
    return new Limits(
        Double.NEGATIVE_INFINITY,
        MOST * Math.max(usual.upper(), Double.MIN_NORMAL),
        Limits.Source.REFERENCE,
        "at most twice the pattern of the reference");
  }

  /** Returns what its limit says. */
  public Judgement verdict() {
    return limits().judge(measured.lower(), measured.upper());
  }
}
