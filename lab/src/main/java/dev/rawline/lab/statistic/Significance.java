package dev.rawline.lab.statistic;

import dev.rawline.imaging.numeric.Estimate;

/** Whether an interval excludes 0; an estimate without an interval shows nothing. */
public final class Significance {
  private Significance() {}

  /** Returns whether the whole interval lies above 0. */
  public static boolean isPositive(Estimate estimate) {
    return estimate.hasInterval() && estimate.low() > 0;
  }

  /** Returns whether the whole interval lies on one side of 0. */
  public static boolean isNonZero(Estimate estimate) {
    return isPositive(estimate) || (estimate.hasInterval() && estimate.high() < 0);
  }
}
