package dev.rawline.lab.quality.verdict;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.workbench.text.NumberText;
import java.util.Locale;
import java.util.Optional;

/**
 * Between which values a number may lie.
 *
 * <p>The rule is that of guarded acceptance and guarded rejection with a guard band of the whole
 * expanded uncertainty (JCGM 106:2012, 8.3.2 and 8.3.3): a number passes where its whole 95 %
 * interval lies within the limits, and fails where the whole interval lies beyond one of them; what
 * lies between is a warning. A number outside its limits passes, and one inside fails, in at most
 * 2.5 % of measurements each.
 *
 * @param low the smallest value; −∞ where there is none
 * @param high the largest value; ∞ where there is none
 * @param source who sets them
 */
public record AcceptanceLimits(double low, double high, Source source) {
  private static final int DIGITS = 4;

  /** Who sets limits. */
  public enum Source {
    /** The sensor's specification. */
    SENSOR,
    /** What the task's model tolerates. */
    TASK,
    /** The images of the reference. */
    REFERENCE,
    /** The plan of the check. */
    PLAN;

    /** Returns its word in files and for display. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the lower limit does not lie below the upper one
   */
  public AcceptanceLimits {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "limits from %s to %s: expected the lower one first".formatted(low, high));
    }
  }

  /** Returns an upper limit alone. */
  public static AcceptanceLimits atMost(double high, Source source) {
    return new AcceptanceLimits(Double.NEGATIVE_INFINITY, high, source);
  }

  /** Returns a lower limit alone. */
  public static AcceptanceLimits atLeast(double low, Source source) {
    return new AcceptanceLimits(low, Double.POSITIVE_INFINITY, source);
  }

  /**
   * Returns limits about a mean, of which those that no number can exceed are left out.
   *
   * @param reach how far a number may lie from the mean
   * @param least the smallest value that is physically possible
   * @param most the largest one
   * @return empty where they allow all that is possible, or nothing of it
   */
  public static Optional<AcceptanceLimits> about(
      double mean, double reach, double least, double most, Source source) {
    if (mean + reach <= least || mean - reach >= most) {
      return Optional.empty();
    }
    double low = mean - reach < least ? Double.NEGATIVE_INFINITY : mean - reach;
    double high = mean + reach > most ? Double.POSITIVE_INFINITY : mean + reach;
    return Double.isInfinite(low) && Double.isInfinite(high)
        ? Optional.empty()
        : Optional.of(new AcceptanceLimits(low, high, source));
  }

  /** Returns the verdict on a number by its interval. */
  public Verdict judge(Estimate number) {
    if (low <= number.low() && number.high() <= high) {
      return Verdict.PASS;
    }
    return number.high() < low || number.low() > high ? Verdict.FAIL : Verdict.WARN;
  }

  /** Returns the limits for display, such as "62 to 66", without unit. */
  @Override
  public String toString() {
    if (low == Double.NEGATIVE_INFINITY) {
      return "at most " + NumberText.signed(high, DIGITS);
    }
    return high == Double.POSITIVE_INFINITY
        ? "at least " + NumberText.signed(low, DIGITS)
        : NumberText.signed(low, DIGITS) + " to " + NumberText.signed(high, DIGITS);
  }
}
