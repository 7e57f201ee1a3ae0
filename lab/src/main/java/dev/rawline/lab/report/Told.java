package dev.rawline.lab.report;

import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.learning.metric.Estimate;
import java.util.Locale;

/** Estimates in words. */
final class Told {
  private Told() {}

  /** Returns a number with as many decimals as its interval deserves. */
  static String value(Estimate estimate) {
    return decimals(estimate).of(estimate.value());
  }

  /** Returns its interval, {@code 0.81 to 0.85}; nothing where none is known. */
  static String interval(Estimate estimate) {
    Decimals decimals = decimals(estimate);
    return DriftFindings.isKnown(estimate)
        ? "%s to %s".formatted(decimals.of(estimate.low()), decimals.of(estimate.high()))
        : "";
  }

  /** Returns a number with its interval in brackets, where one is known. */
  static String withInterval(Estimate estimate) {
    return DriftFindings.isKnown(estimate)
        ? "%s (%s)".formatted(value(estimate), interval(estimate))
        : value(estimate);
  }

  /** Returns the level of an interval: 95 %. */
  static String level(Estimate estimate) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * estimate.level());
  }

  /** Half of the interval shows a digit; at least two decimals of a share stand. */
  private static Decimals decimals(Estimate estimate) {
    double half = (estimate.high() - estimate.low()) / 2;
    double size = half > 0 ? half : Math.abs(estimate.value()) / 10;
    int least = Math.abs(estimate.value()) <= 1 ? 2 : 1;
    return new Decimals(
        size > 0 ? Math.clamp(-(long) Math.floor(Math.log10(size)), least, 3) : least);
  }
}
