package dev.rawline.imaging.corruption;

import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;

/**
 * The random streams of one corruption of one picture.
 *
 * @param seed of the run and the sample
 * @param name of the corruption
 */
record StageSeed(Seed seed, String name) {

  /**
   * Returns the stream of one part of the work.
   *
   * @param part a row, or any other number that identifies the part
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
