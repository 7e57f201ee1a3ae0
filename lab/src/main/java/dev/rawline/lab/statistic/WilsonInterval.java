package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.ShareInterval;
import dev.rawline.learning.metric.IntervalEstimate;

/** Shares with Wilson's 95 % interval, which never leaves 0 to 1. */
public final class WilsonInterval {
  /** The normal distribution's 97.5 % quantile. */
  private static final double QUANTILE = 1.96;

  private WilsonInterval() {}

  /** Returns the 95 % interval of a share of a number of things, one at least. */
  public static IntervalEstimate of(double share, long count) {
    ShareInterval interval = ShareInterval.wilson(share, (double) count, QUANTILE);
    return new IntervalEstimate(share, interval.low(), interval.high(), 0.95);
  }
}
