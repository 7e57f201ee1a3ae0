package dev.rawline.learning.augment;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import java.util.OptionalDouble;

/**
 * What was drawn for one picture; the order is that in which it is done.
 *
 * @param symmetry how it is flipped and turned by quarters
 * @param angle by how much it is turned then [rad], if at all
 * @param noisy whether noise is added
 * @param softened whether it is made less sharp
 */
record AugmentationDraw(Symmetry symmetry, OptionalDouble angle, boolean noisy, boolean softened) {
  /** Nothing. */
  static final AugmentationDraw NONE =
      new AugmentationDraw(Symmetry.NONE, OptionalDouble.empty(), false, false);

  private static final String STAGE = "augmentation";
  private static final double MOST = Math.PI / 2;

  /** Draws flips and quarter turns. */
  static AugmentationDraw weak(Seed seed, boolean square) {
    RandomDraws draws = new RandomDraws(seed.stream(STAGE, 0));
    return new AugmentationDraw(Symmetry.draw(draws, square), OptionalDouble.empty(), false, false);
  }

  /** Draws flips, an angle, noise and softening, each with probability ½. */
  static AugmentationDraw strong(Seed seed) {
    RandomDraws draws = new RandomDraws(seed.stream(STAGE, 0));
    Symmetry flips = new Symmetry(false, draws.chance(0.5), draws.chance(0.5));
    boolean turned = draws.chance(0.5);
    double angle = draws.between(-MOST, MOST);
    return new AugmentationDraw(
        flips,
        turned ? OptionalDouble.of(angle) : OptionalDouble.empty(),
        draws.chance(0.5),
        draws.chance(0.5));
  }
}
