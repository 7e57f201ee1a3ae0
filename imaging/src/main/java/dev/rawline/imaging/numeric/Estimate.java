package dev.rawline.imaging.numeric;

import java.util.Locale;

/**
 * A measured number with its 95 % confidence interval.
 *
 * @param value the number
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param unit the unit of all three, for example {@code DN/e⁻}
 * @param method how the interval was found
 */
public record Estimate(double value, double lower, double upper, String unit, Method method) {

  /** How a confidence interval was found. */
  public enum Method {
    /**
     * By the known sampling distribution of the estimator; its standard error by a formula, or from
     * how parts of the picture differ.
     */
    ANALYTIC,
    /**
     * By a parametric bootstrap: the measured means and variances were drawn anew within their
     * standard errors, and the whole evaluation repeated.
     */
    PARAMETRIC_BOOTSTRAP,
    /** By drawing blocks of the picture with replacement, and repeating the whole evaluation. */
    BLOCK_BOOTSTRAP
  }

  /** Returns half the width of the interval. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /**
   * Returns whether there is a number: the root of a variance that came out negative, because the
   * noise in it was larger than itself, is 0, and only its upper end says something.
   */
  public boolean isResolved() {
    return value != 0 || upper <= 0;
  }

  /** Returns the number with its interval and unit, for people to read. */
  @Override
  public String toString() {
    return isResolved()
        ? String.format(Locale.ROOT, "%.4g (95 %%: %.4g to %.4g) %s", value, lower, upper, unit)
        : String.format(Locale.ROOT, "not resolved, below %.2g %s", upper, unit);
  }

  /** Returns whether a number lies in the interval. */
  public boolean covers(double number) {
    return lower <= number && number <= upper;
  }
}
