package dev.rawline.lab.quality.check;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.StandardNormal;
import java.util.List;
import java.util.Optional;

/**
 * What pixels share in all images of a batch, PRNU and DSNU as far as ordinary images show them,
 * and what they shared in the reference.
 *
 * @param usual the standard deviation of the pattern in the reference [DN]
 * @param measured in the batch [DN]
 * @param drifts whether it is beyond its limit by more than chance, at the false-alarm rate of the
 *     whole verdict
 */
public record FixedPatternChange(Estimate usual, Estimate measured, boolean drifts)
    implements JudgedNumber {
  /** What it is called. */
  static final String LABEL = "fixed pattern, standard deviation";

  /** The half-width of a 95 % interval of a normal number [standard deviations]. */
  private static final double NORMAL_QUANTILE = 1.959964;

  /** Other light alone moves what PRNU makes of a pattern; a sensor that ages does so by more. */
  private static final double MOST = 2;

  /** Returns how large it may be: twice the upper end of its interval in the reference. */
  public AcceptanceLimits limit() {
    return limit(usual);
  }

  private static AcceptanceLimits limit(Estimate usual) {
    return AcceptanceLimits.atMost(
        MOST * Math.max(usual.high(), Double.MIN_NORMAL), AcceptanceLimits.Source.REFERENCE);
  }

  /**
   * Returns the probability of measuring so much or more where the pattern is at its limit: the
   * measured number about normal, with the standard error of its interval.
   */
  static double pValue(Estimate usual, Estimate measured) {
    double beyond = measured.value() - limit(usual).high();
    double error = measured.halfWidth() / NORMAL_QUANTILE;
    return error > 0 ? StandardNormal.above(beyond / error) : beyond > 0 ? 0 : 1;
  }

  /** Returns the verdict by its limit; what chance may move beyond it neither warns nor fails. */
  public Verdict verdict() {
    return drifts ? limit().judge(measured) : Verdict.PASS;
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public String unit() {
    return "DN";
  }

  @Override
  public Estimate estimate() {
    return measured;
  }

  @Override
  public List<AcceptanceLimits> limits() {
    return List.of(limit());
  }

  @Override
  public Optional<Verdict> judged() {
    return Optional.of(verdict());
  }
}
