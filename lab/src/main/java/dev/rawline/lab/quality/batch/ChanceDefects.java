package dev.rawline.lab.quality.batch;

import org.hipparchus.distribution.continuous.BetaDistribution;

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
    if (groups < 1 || pixels < 0) {
      throw new IllegalArgumentException(
          "%d pixels of %d groups of images: expected 0 or more, of at least one group"
              .formatted(pixels, groups));
    }
  }

  /**
   * Returns the probability that a further group has so many or more: of counts by Poisson's law
   * whose rate is known by the groups alone (Jeffreys' prior), those of a further group have a
   * negative binomial distribution, P(X ≥ x) = I(1 / (groups + 1); x, pixels + ½).
   */
  public double probability(int found) {
    return found == 0
        ? 1
        : new BetaDistribution(found, pixels + 0.5).cumulativeProbability(1.0 / (groups + 1));
  }
}
