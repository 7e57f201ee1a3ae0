package dev.rawline.imaging.random;

import java.nio.charset.StandardCharsets;

/**
 * The random seed of one sample.
 *
 * <p>Every stage draws from its own generators, one a row, which are derived only from the run's
 * seed, the sample and the stage's name. The numbers therefore do not depend on the order of work,
 * the number of threads, or the machine.
 *
 * @param run the seed of the whole run
 * @param sample the sample of the run, for example the name of its file
 */
public record Seed(long run, String sample) {
  // Fowler, Noll and Vo's 64-bit hash (FNV-1a).
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * Returns the generator of one row of one stage.
   *
   * @param stage the stage's name
   * @param row the row, or any other number that identifies a part of the stage's work
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
