package dev.rawline.lab.quality.batch;

import dev.rawline.lab.statistic.SampledCount;

/**
 * How many pixels of sound images look defective in a few of them, and not in all together: pixels
 * near the limit, and noise with heavy tails.
 *
 * @param groups how many groups of {@value #IMAGES} images were searched
 * @param pixels how many such pixels all groups had
 */
public record ChanceDefects(int groups, int pixels) {
  /** The images of a group; of more, fewer pixels look defective by chance. */
  public static final int IMAGES = 8;

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if there is no group, or a count is below 0
   */
  public ChanceDefects {
    counted(groups, pixels);
  }

  private static SampledCount counted(int groups, int pixels) {
    return new SampledCount(pixels, groups);
  }

  /** Returns the probability that a further group has so many or more ({@link SampledCount}). */
  public double probability(int found) {
    return counted(groups, pixels).chance(found);
  }
}
