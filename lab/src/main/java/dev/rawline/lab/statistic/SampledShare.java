package dev.rawline.lab.statistic;

import org.hipparchus.distribution.continuous.BetaDistribution;
import org.hipparchus.distribution.discrete.HypergeometricDistribution;

/**
 * A share that was counted on a part of a population.
 *
 * @param counted how many have the property
 * @param all the sample size
 */
public record SampledShare(int counted, int all) {
  private static final double TAIL = 0.025;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if the sample is empty, or more were counted than it has
   */
  public SampledShare {
    if (all < 1 || counted < 0 || counted > all) {
      throw new IllegalArgumentException(
          "%d of %d were counted: expected 0 to all, of at least 1".formatted(counted, all));
    }
  }

  /** Returns the fraction. */
  public double value() {
    return (double) counted / all;
  }

  /**
   * Returns the lower end of the 95 % interval of the population's share (Clopper and Pearson
   * 1934): with a smaller one so many or more would be counted in 2.5 % of cases at most.
   */
  public double low() {
    return low(TAIL);
  }

  /**
   * Returns the one-sided lower bound of the population's share (Clopper and Pearson 1934): with a
   * smaller one so many or more would be counted in 1 − confidence of cases at most.
   *
   * @param confidence the confidence, between 0 and 1
   */
  public double lowerBound(double confidence) {
    return low(1 - confidence);
  }

  /**
   * Returns the one-sided upper bound of the population's share (Clopper and Pearson 1934).
   *
   * @param confidence the confidence, between 0 and 1
   */
  public double upperBound(double confidence) {
    return 1 - new SampledShare(all - counted, all).lowerBound(confidence);
  }

  private double low(double tail) {
    return counted == 0
        ? 0
        : new BetaDistribution(counted, all - counted + 1.0).inverseCumulativeProbability(tail);
  }

  /** Returns its upper end. */
  public double high() {
    return counted == all
        ? 1
        : new BetaDistribution(counted + 1.0, all - counted).inverseCumulativeProbability(1 - TAIL);
  }

  /**
   * Returns the probability of counting so many here, or more, when both parts are of one
   * population (Fisher's exact test, to one side).
   */
  public double chance(SampledShare usual) {
    return new HypergeometricDistribution(all + usual.all, counted + usual.counted, all)
        .upperCumulativeProbability(counted);
  }
}
