package dev.rawline.imaging.random;

import java.nio.charset.StandardCharsets;

/**
 * What all randomness of one sample comes from.
 *
 * <p>Every stage draws from generators of its own, one a row, that are derived from the run's seed,
 * the sample and the stage's name, and from nothing else: not from the order of the work, the
 * number of threads, or the machine.
 *
 * @param run the seed of the whole run
 * @param sample which sample of the run, for example the name of its file
 */
public record Seed(long run, String sample) {
  // Fowler, Noll and Vo's 64-bit hash (FNV-1a).
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * Returns the generator of one row of one stage.
   *
   * @param stage the stage's name
   * @param row the row, or any other number that tells one part of the stage's work from another
   */
  public RandomStream stream(String stage, int row) {
    return new RandomStream(
        RandomStream.mix(RandomStream.mix(RandomStream.mix(run) ^ hash(sample)) ^ hash(stage))
            + RandomStream.mix(row));
  }

  private static long hash(String text) {
    long hash = FNV_BASIS;
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
