package dev.rawline.learning.loss;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;

/** The mean of |z − t|, in the targets' unit; its gradient is 0 where they are equal. */
@FileWord("mean_absolute")
public record MeanAbsoluteErrorLoss(
    @Described(meaning = "the factor of this loss among several", above = 0) double weight)
    implements LossTerm {

  /** The only loss. */
  public static final MeanAbsoluteErrorLoss DEFAULT = new MeanAbsoluteErrorLoss(1);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public MeanAbsoluteErrorLoss {
    RangeChecks.require(MeanAbsoluteErrorLoss.class, "weight", weight);
  }

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    return Loss.comparable(logits, targets).minus(targets).abs().mean();
  }
}
