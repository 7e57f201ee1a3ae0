package dev.rawline.learning.metric;

import java.util.Arrays;

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

  /**
   * Returns this resample as seen by a part of the groups, such as those of one test side: each
   * counts as often as in the whole.
   *
   * @param places the place of each group of the part among all, from 0
   */
  public Resample of(int[] places) {
    return new Resample(Arrays.stream(places).map(place -> times[place]).toArray());
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
