package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/** The mean of |z − t|, in the targets' unit; its gradient is 0 where they are equal. */
public record MeanAbsoluteErrorLoss() implements Loss {

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    LossShapes.requireEqual(logits, targets);
    return LossShapes.precise(logits).minus(targets).abs().mean();
  }
}
