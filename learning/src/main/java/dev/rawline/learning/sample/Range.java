package dev.rawline.learning.sample;

import dev.rawline.imaging.random.RandomStream;

/**
 * Between which numbers one is drawn.
 *
 * @param lowest the smallest that is drawn
 * @param highest the largest that is drawn
 */
public record Range(double lowest, double highest) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite, or the first exceeds the second
   */
  public Range {
    if (!Double.isFinite(lowest) || !Double.isFinite(highest) || lowest > highest) {
      throw new IllegalArgumentException(
          "a range from %s to %s: expected two finite numbers, the smaller one first"
              .formatted(lowest, highest));
    }
  }

  /** Returns a number of the uniform distribution. */
  public double uniform(RandomStream random) {
    return within(lowest + (highest - lowest) * random.nextUniform());
  }

  /** Returns a number whose logarithm is uniform, so that ½ is as likely as 2. */
  double logarithmic(RandomStream random) {
    return within(lowest * StrictMath.pow(highest / lowest, random.nextUniform()));
  }

  /** Returns a whole number, each as often. */
  int whole(RandomStream random) {
    double count = StrictMath.rint(highest - lowest) + 1;
    return (int) within(lowest + StrictMath.floor(count * random.nextUniform()));
  }

  /** Returns how far apart the ends are. */
  public double width() {
    return highest - lowest;
  }

  /** Returns a number, clamped to the range. */
  public double within(double number) {
    return Math.clamp(number, lowest, highest);
  }
}
