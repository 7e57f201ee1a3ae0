package dev.rawline.imaging.numeric;

import java.util.Locale;

/**
 * A measured number with its 95 % confidence interval.
 *
 * @param value the number
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param unit the unit of all three, for example {@code DN/e⁻}
 * @param method the method of the interval
 */
public record Estimate(double value, double lower, double upper, String unit, Method method) {

  /** The method of a confidence interval. */
  public enum Method {
    /**
     * The known sampling distribution of the estimator; its standard error by a formula, or from
     * the differences of parts of the picture.
     */
    ANALYTIC,
    /**
     * Parametric bootstrap: the whole evaluation is repeated with means and variances resampled
     * within their standard errors.
     */
    PARAMETRIC_BOOTSTRAP,
    /**
     * Block bootstrap: the whole evaluation is repeated with blocks of the picture drawn with
     * replacement.
     */
    BLOCK_BOOTSTRAP
  }

  /** Returns another number of the same unit, whose interval has the same method. */
  public Estimate with(double other, double from, double to) {
    return new Estimate(other, from, to, unit, method);
  }

  /** Returns half the width of the interval. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }

  /**
   * Returns whether the value is resolved: the root of a variance that is negative because of noise
   * is set to 0, and only its upper end is meaningful.
   */
  public boolean isResolved() {
    return value != 0 || upper <= 0;
  }

  /** Returns the value with its interval and unit as text. */
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
