package dev.rawline.lab.statistic;

import dev.rawline.imaging.random.RandomStream;

/** Random ways to part things into two. */
public final class RandomPartitions {
  private RandomPartitions() {}

  /**
   * Shuffles so far that the first few are a random choice of all (Fisher and Yates).
   *
   * @param random the source of the bits
   * @param things what is dealt, in any order
   * @param first how many are wanted
   */
  public static void deal(RandomStream random, int[] things, int first) {
    for (int i = 0; i < first; i++) {
      int other = i + (int) ((things.length - i) * random.nextUniform());
      int thing = things[i];
      things[i] = things[other];
      things[other] = thing;
    }
  }
}
