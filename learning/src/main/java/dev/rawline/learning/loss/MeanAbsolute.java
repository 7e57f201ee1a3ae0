package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/** The mean of |z − t|, in the targets' unit; its gradient is 0 where they are equal. */
public record MeanAbsolute() implements Loss {

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    Shapes.requireEqual(logits, targets);
    return Shapes.precise(logits).minus(targets).abs().mean();
  }
}
