package dev.rawline.learning.metric;

/**
 * One set of as many groups as were measured, drawn from them with replacement: how often it holds
 * each. The same set drawn of two measurements of the same samples makes their difference a paired
 * one.
 */
public final class Resample {
  private final int[] times;

  /** Takes the counts over, one a group in the order of {@link MetricContributions#groups}. */
  Resample(int[] times) {
    this.times = times;
  }

  /** Returns how many groups it is drawn from. */
  public int groups() {
    return times.length;
  }

  /** Returns how often it holds a group. */
  public int times(int group) {
    return times[group];
  }
}
