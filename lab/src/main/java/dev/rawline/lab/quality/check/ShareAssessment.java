package dev.rawline.lab.quality.check;

import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.JudgedNumber;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.statistic.SampledShare;
import dev.rawline.learning.metric.IntervalEstimate;
import java.util.List;
import java.util.Optional;

/**
 * What is judged of a share of images or pixels.
 *
 * @param label what has been counted
 * @param share how many there are, of how many
 * @param most the largest share that is tolerated; empty where each is judged by itself
 * @param verdict what was decided
 */
public record ShareAssessment(
    String label, SampledShare share, Optional<Double> most, Verdict verdict)
    implements JudgedNumber {
  private static final double PERCENT = 100;

  @Override
  public String unit() {
    return "%";
  }

  @Override
  public IntervalEstimate estimate() {
    return new IntervalEstimate(
        PERCENT * share.value(), PERCENT * share.low(), PERCENT * share.high(), LEVEL);
  }

  @Override
  public List<AcceptanceLimits> limits() {
    return most.stream()
        .map(limit -> AcceptanceLimits.atMost(PERCENT * limit, AcceptanceLimits.Source.PLAN))
        .toList();
  }

  @Override
  public Optional<Verdict> judged() {
    return Optional.of(verdict);
  }
}
