package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;

/**
 * Logits × targets → one number that training makes small.
 *
 * <p>Logits of 16 bits are compared at 32.
 */
public sealed interface Loss
    permits BinaryCrossEntropy,
        CrossEntropy,
        MeanAbsoluteErrorLoss,
        MeanSquaredErrorLoss,
        SoftDice,
        WeightedSum {

  /**
   * Returns the loss, one number, through which gradients go back to the logits.
   *
   * @param logits what a network says: (image, class) of a classifier, (image, 1, row, column) of a
   *     segmentation, (image, 1) of a regression
   * @param targets what is true: whole numbers of classes (image); 0 or 1 (image, 1, row, column);
   *     numbers (image, 1)
   * @throws IllegalArgumentException if the shapes do not belong to each other
   */
  Tensor of(Tensor logits, Tensor targets);
}
