package dev.rawline.lab.quality.page;

import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.learning.metric.IntervalEstimate;
import dev.rawline.workbench.text.Decimals;
import java.util.List;
import java.util.Optional;

/**
 * One quantity of a batch beside the reference and the limits.
 *
 * @param name what a person calls it
 * @param unit its unit; empty where it has none
 * @param reference how it lies in the reference, where it was measured there
 * @param incoming the mean of the batch with its interval
 * @param limits the limits, each with who sets it; may be empty
 * @param judgement what was decided; empty where no limit judges it
 * @param why why so, in a few words; may be empty
 */
public record JudgedQuantity(
    String name,
    String unit,
    Optional<Spread> reference,
    IntervalEstimate incoming,
    List<NamedLimits> limits,
    Optional<Verdict> judgement,
    String why) {

  /**
   * How images differ in a quantity.
   *
   * @param mean their mean
   * @param deviation their standard deviation, 0 or more
   */
  public record Spread(double mean, double deviation) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite, or the deviation is below 0
     */
    public Spread {
      if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
        throw new IllegalArgumentException(
            "a mean of %s with a standard deviation of %s: expected finite numbers, the deviation not below 0"
                .formatted(mean, deviation));
      }
    }
  }

  /** Copies the list. */
  public JudgedQuantity {
    limits = List.copyOf(limits);
  }

  /** Returns the decimals that all its numbers are told with, so that they compare at a glance. */
  Decimals decimals() {
    double half = (incoming.high() - incoming.low()) / 2;
    double spread = half > 0 ? half : reference.map(Spread::deviation).orElse(0.0);
    double digits = Math.abs(incoming.value()) / 100;
    return spread > 0
        ? Decimals.resolving(spread)
        : digits > 0 ? Decimals.resolving(digits) : new Decimals(0);
  }
}
