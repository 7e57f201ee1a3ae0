package dev.rawline.learning.augment;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.engine.Tensor;
import java.util.OptionalDouble;

/**
 * The draw for one picture, in the order of its operations.
 *
 * @param transposed whether rows become columns, the first operation; only for square pictures
 * @param upsideDown whether the order of rows is then reversed
 * @param mirrored whether the order of columns is reversed
 * @param angle the angle of the following rotation [rad], if any
 * @param noisy whether noise is added
 * @param softened whether it is made less sharp
 */
record AugmentationDraw(
    boolean transposed,
    boolean upsideDown,
    boolean mirrored,
    OptionalDouble angle,
    boolean noisy,
    boolean softened) {
  /** Nothing. */
  static final AugmentationDraw NONE = of(false, false, false);

  private static final String STAGE = "augmentation";
  private static final double MOST = Math.PI / 2;

  private static AugmentationDraw of(boolean transposed, boolean upsideDown, boolean mirrored) {
    return new AugmentationDraw(
        transposed, upsideDown, mirrored, OptionalDouble.empty(), false, false);
  }

  /** Draws one of the eight symmetries of a square, or of the four that keep width and height. */
  static AugmentationDraw weak(Seed seed, boolean square) {
    RandomDraws draws = new RandomDraws(seed.stream(STAGE, 0));
    boolean transposed = draws.chance(0.5);
    return of(square && transposed, draws.chance(0.5), draws.chance(0.5));
  }

  /** Draws flips, an angle, noise and softening, each with probability ½. */
  static AugmentationDraw strong(Seed seed) {
    RandomDraws draws = new RandomDraws(seed.stream(STAGE, 0));
    boolean upsideDown = draws.chance(0.5);
    boolean mirrored = draws.chance(0.5);
    boolean turned = draws.chance(0.5);
    double angle = draws.between(-MOST, MOST);
    return new AugmentationDraw(
        false,
        upsideDown,
        mirrored,
        turned ? OptionalDouble.of(angle) : OptionalDouble.empty(),
        draws.chance(0.5),
        draws.chance(0.5));
  }

  /** Returns a picture (channel, row, column), flipped and turned by quarters. */
  Tensor flipped(Tensor picture) {
    Tensor lying = transposed ? picture.permute(0, 2, 1) : picture;
    if (upsideDown && mirrored) {
      return lying.flip(1, 2);
    }
    if (upsideDown) {
      return lying.flip(1);
    }
    return mirrored ? lying.flip(2) : lying;
  }
}
