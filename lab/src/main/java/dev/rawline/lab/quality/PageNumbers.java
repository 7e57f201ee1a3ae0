package dev.rawline.lab.quality;

import dev.rawline.lab.quality.check.QuantityLine;
import dev.rawline.lab.quality.verdict.Limits;
import dev.rawline.lab.report.NamedLimits;
import dev.rawline.learning.metric.Estimate;
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
  static Estimate estimate(QuantityLine line) {
    return new Estimate(
        line.measured().value(), line.measured().low(), line.measured().high(), LEVEL);
  }

  /** Returns a number of a whole batch. */
  static Estimate estimate(dev.rawline.imaging.sensor.calibration.Estimate of) {
    return new Estimate(of.value(), of.lower(), of.upper(), LEVEL);
  }

  /** Returns limits with who sets them. */
  static NamedLimits limits(Limits limits) {
    return new NamedLimits(
        limits.source().toString(), optional(limits.low()), optional(limits.high()));
  }

  private static OptionalDouble optional(double limit) {
    return Double.isFinite(limit)
        ? OptionalDouble.of(new BigDecimal(limit).round(LIMIT_DIGITS).doubleValue())
        : OptionalDouble.empty();
  }
}
