package dev.rawline.learning.loss;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;

/**
 * One minus the Dice coefficient of the mask and of the prediction of a segmentation, p = σ(logit):
 *
 * <pre>1 − (2 Σ p·t + s) / max(Σ p + Σ t + s, 10⁻⁷)</pre>
 *
 * <p>The sums run over all pixels of all pictures of the batch, so that a picture without an object
 * does not decide by itself (Milletari, Navab and Ahmadi 2016 with plain sums below, as Sudre et
 * al. 2017 have them).
 */
@FileWord("soft_dice")
public record SoftDice(
    @Described(meaning = "the weight of this loss", above = 0) double weight,
    @Described(meaning = "the smoothing term of the fraction", unit = "px", min = 0) double smooth)
    implements LossTerm {
  /** The only loss, without smoothing. */
  public static final SoftDice DEFAULT = new SoftDice(1, 0);

  private static final double LEAST = 1e-7;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public SoftDice {
    new RangeChecks(SoftDice.class)
        .check("weight", weight)
        .check("smooth", smooth)
        .require("soft_dice");
  }

  @Override
  public Tensor of(Tensor logits, Tensor targets, BatchSums sums) {
    Tensor shares = Loss.comparable(logits, targets).sigmoid();
    Tensor both = sums.whole(shares.times(targets).sum());
    Tensor each =
        sums.whole(shares.sum().plus(targets.sum())).plus(smooth).clamp(LEAST, Float.MAX_VALUE);
    return both.times(2).plus(smooth).over(each).times(-1).plus(1);
  }
}
