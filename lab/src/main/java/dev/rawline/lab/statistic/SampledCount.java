package dev.rawline.lab.statistic;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * How many events some equal samples had, by Poisson's law.
 *
 * @param counted the events of all samples
 * @param samples how many samples there are
 */
public record SampledCount(int counted, int samples) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if there is no sample, or a count is below 0
   */
  public SampledCount {
    if (samples < 1 || counted < 0) {
      throw new IllegalArgumentException(
          "%d events in %d samples: expected 0 or more, in at least one sample"
              .formatted(counted, samples));
    }
  }

  /**
   * Returns the probability that a further sample has so many or more: with a rate that is known by
   * the samples alone (Jeffreys' prior), its count has a negative binomial distribution, P(X ≥ x) =
   * I(1 / (samples + 1); x, counted + ½).
   *
   * @param found the events of the further sample
   */
  public double chance(int found) {
    return found == 0
        ? 1
        : new BetaDistribution(found, counted + 0.5).cumulativeProbability(1.0 / (samples + 1));
  }
}
