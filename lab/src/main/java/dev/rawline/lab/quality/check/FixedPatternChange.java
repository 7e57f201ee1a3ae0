package dev.rawline.lab.quality.check;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What pixels share in all images of a batch, PRNU and DSNU as far as ordinary images show them,
 * and what they shared in the reference.
 *
 * @param usual the standard deviation of the pattern in the reference [DN]
 * @param measured in the batch [DN]
 */
public record FixedPatternChange(Estimate usual, Estimate measured) implements JudgedNumber {
  /** Other light alone moves what PRNU makes of a pattern; a sensor that ages does so by more. */
  private static final double MOST = 2;

  /** Returns how large it may be: twice the upper end of its interval in the reference. */
  public AcceptanceLimits limit() {
    return AcceptanceLimits.atMost(
        MOST * Math.max(usual.high(), Double.MIN_NORMAL), AcceptanceLimits.Source.REFERENCE);
  }

  /** Returns the verdict by its limit. */
  public Verdict verdict() {
    return limit().judge(measured);
  }

  @Override
  public String label() {
    return "fixed pattern, standard deviation";
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
