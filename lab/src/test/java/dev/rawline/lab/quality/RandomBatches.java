package dev.rawline.lab.quality;

import java.util.Random;
import java.util.stream.IntStream;

/** Batches that are sampled from a pool of recordings, each without repetition. */
final class RandomBatches {
  private final Random random;
  private final int pool;

  /**
   * Starts to sample.
   *
   * @param pool how many recordings there are
   * @param seed the random seed of the batches
   */
  RandomBatches(int pool, long seed) {
    this.pool = pool;
    random = new Random(seed);
  }

  /** Returns the indices of the next batch. */
  int[] next(int images) {
    int[] places = IntStream.range(0, pool).toArray();
    for (int i = 0; i < images; i++) {
      int with = i + random.nextInt(pool - i);
      int place = places[i];
      places[i] = places[with];
      places[with] = place;
    }
    return IntStream.of(places).limit(images).toArray();
  }
}
