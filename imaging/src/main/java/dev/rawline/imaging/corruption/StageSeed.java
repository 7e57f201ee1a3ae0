package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;

/**
 * Where the randomness of one corruption of one picture comes from.
 *
 * @param seed of the run and the sample
 * @param name of the corruption
 */
record StageSeed(Seed seed, String name) {

  /**
   * Returns the stream of one part of the work.
   *
   * @param part a row, or any other number that tells parts from another
   */
  RandomStream stream(int part) {
    return seed.stream(name, part);
  }

  /** Returns numbers of the standard normal distribution, the first of a part's stream. */
  float[] normal(int part, int count) {
    float[] numbers = new float[count];
    stream(part).gaussians(numbers, 0, count);
    return numbers;
  }
}
