package dev.rawline.learning.metric;

/**
 * A resample: groups drawn with replacement from the measured ones, with their multiplicities. The
 * same set drawn of two measurements of the same samples makes their difference a paired one.
 */
public final class Resample {
  private final int[] times;

  /**
   * Uses the multiplicities without copying them, in the order of {@link
   * MetricContributions#groups}.
   */
  Resample(int[] times) {
    this.times = times;
  }

  /** Returns how many groups it is drawn from. */
  public int groups() {
    return times.length;
  }

  /** Returns the multiplicity of a group. */
  public int times(int group) {
    return times[group];
  }
}
