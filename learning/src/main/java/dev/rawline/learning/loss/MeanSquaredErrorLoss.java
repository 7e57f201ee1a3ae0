package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/** The mean of (z − t)², in the square of the targets' unit. */
public record MeanSquaredErrorLoss() implements Loss {

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    LossShapes.requireEqual(logits, targets);
    Tensor difference = LossShapes.precise(logits).minus(targets);
    return difference.times(difference).mean();
  }
}
