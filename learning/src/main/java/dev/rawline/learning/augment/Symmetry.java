package dev.rawline.learning.augment;

import dev.rawline.imaging.random.RandomDraws;
import dev.rawline.learning.engine.Tensor;

/**
 * One of the eight ways in which a square lies on itself: flips and quarter turns in any order.
 *
 * @param transposed whether rows become columns, first of all; not for a picture that is not square
 * @param upsideDown whether rows then come in the reverse order
 * @param mirrored whether columns do
 */
record Symmetry(boolean transposed, boolean upsideDown, boolean mirrored) {
  /** As it is. */
  static final Symmetry NONE = new Symmetry(false, false, false);

  /** Draws one of all, or of the four that keep width and height. */
  static Symmetry draw(RandomDraws draws, boolean square) {
    boolean transposed = draws.chance(0.5);
    return new Symmetry(square && transposed, draws.chance(0.5), draws.chance(0.5));
  }

  /** Returns a picture (channel, row, column) as it lies then. */
  Tensor apply(Tensor picture) {
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
