package dev.rawline.learning.optimize;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;
import java.util.SequencedMap;

/**
 * Adam (Kingma and Ba 2015), with weight decay as part of the gradient: with g ← g + λ·p,
 *
 * <pre>
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * p ← p − rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * where t counts the steps of each parameter from 1.
 */
@FileWord("adam")
public record Adam(
    @Described(meaning = "β₁, the decay of the mean gradient", min = 0, max = 0.9999999)
        double beta1,
    @Described(meaning = "β₂, the decay of the mean square", min = 0, max = 0.9999999) double beta2,
    @Described(meaning = "ε, added to the divisor", above = 0) double epsilon,
    @Described(meaning = "the weight decay, added to the gradient (L2 penalty)", min = 0)
        double weightDecay)
    implements Optimizer {

  /** The numbers of the paper, no weight decay. */
  public static final Adam DEFAULT = new Adam(0.9, 0.999, 1e-8, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public Adam {
    check(Adam.class, beta1, beta2, epsilon, weightDecay);
  }

  static void check(
      Class<? extends Record> type, double beta1, double beta2, double epsilon, double decay) {
    new RangeChecks(type)
        .check("beta1", beta1)
        .check("beta2", beta2)
        .check("epsilon", epsilon)
        .check("weightDecay", decay)
        .require(type.getAnnotation(FileWord.class).value());
  }

  @Override
  public OptimizerState begin(SequencedMap<String, Tensor> parameters) {
    return new OptimizerState(
        parameters,
        AdamUpdate.REMEMBERED,
        (rate, number) -> AdamUpdate.of(this, rate, number, weightDecay, 1));
  }
}
