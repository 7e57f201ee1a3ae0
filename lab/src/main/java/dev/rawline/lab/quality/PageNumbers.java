package dev.rawline.lab.quality;

import dev.rawline.lab.quality.check.QuantityAssessment;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.NamedLimits;
import dev.rawline.learning.metric.IntervalEstimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/** Judged numbers as pages take them. */
final class PageNumbers {
  /** How often an interval holds the true number. */
  static final double LEVEL = 0.95;

  /** As many as a person compares; what is judged by is not rounded. */
  private static final MathContext LIMIT_DIGITS = new MathContext(4);

  private PageNumbers() {}

  /** Returns a unit, nothing where a number has none. */
  static String unit(String of) {
    return of.equals("1") || of.equals("share") || of.equals("ratio") ? "" : of;
  }

  /** Returns the mean of a batch. */
  static IntervalEstimate estimate(QuantityAssessment line) {
    return new IntervalEstimate(
        line.measured().value(), line.measured().low(), line.measured().high(), LEVEL);
  }

  /** Returns a number of a whole batch. */
  static IntervalEstimate estimate(dev.rawline.imaging.numeric.Estimate of) {
    return new IntervalEstimate(of.value(), of.lower(), of.upper(), LEVEL);
  }

  /** Returns limits with who sets them. */
  static NamedLimits limits(AcceptanceLimits limits) {
    return new NamedLimits(
        limits.source().toString(), optional(limits.low()), optional(limits.high()));
  }

  private static OptionalDouble optional(double limit) {
    return Double.isFinite(limit)
        ? OptionalDouble.of(new BigDecimal(limit).round(LIMIT_DIGITS).doubleValue())
        : OptionalDouble.empty();
  }
}
