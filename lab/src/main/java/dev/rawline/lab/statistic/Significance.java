package dev.rawline.lab.statistic;

import dev.rawline.learning.metric.IntervalEstimate;

/** Whether an interval excludes 0; an estimate without an interval shows nothing. */
public final class Significance {
  private Significance() {}

  /** Returns whether the whole interval lies above 0. */
  public static boolean isPositive(IntervalEstimate estimate) {
    return estimate.hasInterval() && estimate.low() > 0;
  }

  /** Returns whether the whole interval lies on one side of 0. */
  public static boolean isNonZero(IntervalEstimate estimate) {
    return isPositive(estimate) || estimate.hasInterval() && estimate.high() < 0;
  }
}
