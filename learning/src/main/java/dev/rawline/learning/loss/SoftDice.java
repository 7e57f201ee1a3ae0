package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/**
 * One minus the Dice coefficient of the mask and of what a segmentation says it is, p = σ(logit):
 *
 * <pre>1 − (2 Σ p·t + s) / max(Σ p + Σ t + s, 10⁻⁷)</pre>
 *
 * <p>The sums run over all pixels of all pictures of the batch, so that a picture without an object
 * does not decide by itself (Milletari, Navab and Ahmadi 2016 with plain sums below, as Sudre et
 * al. 2017 have them).
 *
 * @param smooth s [pixels], 0 or more: how far a few wrong pixels count where there is hardly an
 *     object
 */
public record SoftDice(double smooth) implements Loss {
  private static final double LEAST = 1e-7;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public SoftDice {
    if (!(smooth >= 0) || Double.isInfinite(smooth)) {
      throw new IllegalArgumentException(
          "smooth is %s: expected a finite number of pixels, 0 or more".formatted(smooth));
    }
  }

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    LossShapes.requireEqual(logits, targets);
    Tensor shares = LossShapes.precise(logits).sigmoid();
    Tensor both = shares.times(targets).sum();
    Tensor each = shares.sum().plus(targets.sum()).plus(smooth).clamp(LEAST, Float.MAX_VALUE);
    return both.times(2).plus(smooth).over(each).times(-1).plus(1);
  }
}
