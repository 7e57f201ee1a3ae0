package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/**
 * The mean binary cross-entropy: −t · log σ(z) − (1 − t) · log(1 − σ(z)), over all pixels of all
 * pictures.
 */
public record BinaryCrossEntropy() implements Loss {

  @Override
  public Tensor of(Tensor logits, Tensor targets) {
    LossShapes.requireEqual(logits, targets);
    return LossShapes.precise(logits).binaryCrossEntropy(targets);
  }
}
