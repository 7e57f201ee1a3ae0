package dev.rawline.learning.loss;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;

/** The mean of (z − t)², in the square of the targets' unit. */
@FileWord("mean_square")
public record MeanSquaredErrorLoss(
    @Described(meaning = "the factor of this loss among several", above = 0) double weight)
    implements LossTerm {

  /** The only loss. */
  public static final MeanSquaredErrorLoss DEFAULT = new MeanSquaredErrorLoss(1);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public MeanSquaredErrorLoss {
    RangeChecks.require(MeanSquaredErrorLoss.class, "weight", weight);
  }

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    Tensor difference = Loss.comparable(logits, targets).minus(targets);
    return difference.times(difference).mean();
  }
}
