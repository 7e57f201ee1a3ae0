package dev.rawline.learning.augment;

import dev.rawline.imaging.random.Dice;
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
record Change(Symmetry symmetry, OptionalDouble angle, boolean noisy, boolean softened) {
  /** Nothing. */
  static final Change NONE = new Change(Symmetry.NONE, OptionalDouble.empty(), false, false);

  private static final String STAGE = "augmentation";
  private static final double MOST = Math.PI / 2;

  /** Draws flips and quarter turns. */
  static Change weak(Seed seed, boolean square) {
    Dice dice = new Dice(seed.stream(STAGE, 0));
    return new Change(Symmetry.draw(dice, square), OptionalDouble.empty(), false, false);
  }

  /** Draws flips, an angle, noise and softening, each with probability ½. */
  static Change strong(Seed seed) {
    Dice dice = new Dice(seed.stream(STAGE, 0));
    Symmetry flips = new Symmetry(false, dice.chance(0.5), dice.chance(0.5));
    boolean turned = dice.chance(0.5);
    double angle = dice.between(-MOST, MOST);
    return new Change(
        flips,
        turned ? OptionalDouble.of(angle) : OptionalDouble.empty(),
        dice.chance(0.5),
        dice.chance(0.5));
  }
}
