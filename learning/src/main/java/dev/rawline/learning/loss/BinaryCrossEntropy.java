package dev.rawline.learning.loss;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;

/**
 * The mean binary cross-entropy: −t · log σ(z) − (1 − t) · log(1 − σ(z)), over all pixels of all
 * pictures.
 */
@FileWord("binary_cross_entropy")
public record BinaryCrossEntropy(
    @Described(meaning = "the factor of this loss among several", above = 0) double weight)
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
  public Tensor of(Tensor logits, Tensor targets) {
    return Loss.comparable(logits, targets).binaryCrossEntropy(targets);
  }
}
