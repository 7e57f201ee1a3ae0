package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/** The mean of (z − t)², in the square of the targets' unit. */
public record MeanSquare() implements Loss {

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    Shapes.requireEqual(logits, targets);
    Tensor difference = Shapes.precise(logits).minus(targets);
    return difference.times(difference).mean();
  }
}
