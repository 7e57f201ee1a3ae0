package dev.rawline.lab.statistic;

import dev.rawline.learning.metric.IntervalEstimate;

/**
 * Wilson's interval of a share, which never leaves 0 to 1: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) /
 * (1 + z²/n).
 */
public final class WilsonInterval {
  /** The normal distribution's 97.5 % quantile. */
  private static final double REACH = 1.96;

  private WilsonInterval() {}

  /** Returns the 95 % interval of a share of a number of things, one at least. */
  public static IntervalEstimate of(double share, long count) {
    double n = count;
    double square = REACH * REACH;
    double middle = (share + square / (2 * n)) / (1 + square / n);
    double half =
        REACH / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
    return new IntervalEstimate(
        share, Math.max(0, middle - half), Math.min(1, middle + half), 0.95);
  }
}
