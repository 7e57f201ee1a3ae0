package dev.rawline.learning.loss;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;
import java.util.SequencedMap;

/** A loss that a plan names, alone or as a term of a {@link WeightedSum}. */
public sealed interface LossTerm extends Loss
    permits CrossEntropy,
        SoftDice,
        LossTerm.BinaryCrossEntropy,
        LossTerm.MeanSquaredErrorLoss,
        LossTerm.MeanAbsoluteErrorLoss {

  /** Returns the factor of this loss in a sum of several; {@link #of} does not apply it. */
  double weight();

  /**
   * Returns this loss with the numbers that follow from the samples of each class: who evaluates it
   * later on others weighs classes as training did.
   *
   * @param counts the number of training samples of each class, in the order of the outputs
   * @throws IllegalArgumentException if its numbers do not fit the classes
   */
  default LossTerm resolved(SequencedMap<String, Integer> counts) {
    return this;
  }

  /**
   * The mean binary cross-entropy: −t · log σ(z) − (1 − t) · log(1 − σ(z)), over all pixels of all
   * pictures.
   */
  @FileWord("binary_cross_entropy")
  record BinaryCrossEntropy(
      @Described(meaning = "the weight of this loss", above = 0) double weight)
      implements LossTerm {

    /** The only loss. */
    public static final BinaryCrossEntropy DEFAULT = new BinaryCrossEntropy(1);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public BinaryCrossEntropy {
      RangeChecks.require(BinaryCrossEntropy.class, "weight", weight);
    }

    @Override
    public Tensor of(Tensor logits, Tensor targets, BatchSums sums) {
      return Loss.comparable(logits, targets).binaryCrossEntropy(targets);
    }
  }

  /** The mean of (z − t)², in the square of the targets' unit. */
  @FileWord("mean_square")
  record MeanSquaredErrorLoss(
      @Described(meaning = "the weight of this loss", above = 0) double weight)
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
    public Tensor of(Tensor logits, Tensor targets, BatchSums sums) {
      Tensor difference = Loss.comparable(logits, targets).minus(targets);
      return difference.times(difference).mean();
    }
  }

  /** The mean of |z − t|, in the targets' unit; its gradient is 0 where they are equal. */
  @FileWord("mean_absolute")
  record MeanAbsoluteErrorLoss(
      @Described(meaning = "the weight of this loss", above = 0) double weight)
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
    public Tensor of(Tensor logits, Tensor targets, BatchSums sums) {
      return Loss.comparable(logits, targets).minus(targets).abs().mean();
    }
  }
}
