package dev.rawline.learning.loss;

import java.util.SequencedMap;

/** A loss that a plan names, alone or as a term of a {@link WeightedSum}. */
public sealed interface LossTerm extends Loss
    permits CrossEntropy,
        SoftDice,
        BinaryCrossEntropy,
        MeanSquaredErrorLoss,
        MeanAbsoluteErrorLoss {

  /** Returns the factor of this loss in a sum of several; {@link #of} does not apply it. */
  double weight();

  /**
   * Returns this loss with the numbers that follow from the samples of each class: who evaluates it
   * later on others weighs classes as training did.
   *
   * @param counts how many training samples each class has, in the order of the outputs
   * @throws IllegalArgumentException if its numbers do not fit the classes
   */
  default LossTerm resolved(SequencedMap<String, Integer> counts) {
    return this;
  }
}
