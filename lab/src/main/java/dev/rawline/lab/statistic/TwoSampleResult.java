package dev.rawline.lab.statistic;

import dev.rawline.imaging.chain.ParameterChecks;
import java.util.Locale;

/**
 * The result of a test of two samples: how far they differ, and how probably two samples of one
 * distribution differ that far.
 *
 * @param statistic how far they differ, in the test's own measure
 * @param pValue the probability of that statistic or a larger one if both came from one
 *     distribution, 0 to 1
 * @param method the method that gives the probability
 */
public record TwoSampleResult(double statistic, double pValue, Method method) {

  /** The method that gives a p-value. */
  public enum Method {
    /** Counted over all ways to part the pooled values into two samples. */
    EXACT,
    /** Counted over seeded random ways to part the pooled values into two samples. */
    PERMUTATION,
    /** The distribution's limit for large samples. */
    ASYMPTOTIC;

    /** Returns the method's name for display and files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the statistic is not finite, or the p-value no probability
   */
  public TwoSampleResult {
    ParameterChecks.requireFinite("a test's statistic", statistic, "its own measure");
    ParameterChecks.requireRange("a p-value", pValue, "probability", 0, 1);
  }
}
