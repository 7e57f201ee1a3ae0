package dev.rawline.learning.optimize;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;
import java.util.SequencedMap;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019): first p ← p − rate·λ·p, then the
 * step of {@link Adam} without decay.
 */
@FileWord("adamw")
public record AdamW(
    @Described(meaning = "β₁, the decay of the mean gradient", min = 0, max = 0.9999999)
        double beta1,
    @Described(meaning = "β₂, the decay of the mean square", min = 0, max = 0.9999999) double beta2,
    @Described(meaning = "ε, added to the divisor", above = 0) double epsilon,
    @Described(meaning = "the weight decay, decoupled from the gradient", min = 0)
        double weightDecay)
    implements Optimizer {

  /** The numbers of Adam, and a weight decay of 0.01. */
  public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8, 0.01);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public AdamW {
    Adam.check(AdamW.class, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public OptimizerState begin(SequencedMap<String, Tensor> parameters) {
    Adam adam = new Adam(beta1, beta2, epsilon, 0);
    return new OptimizerState(
        parameters,
        AdamUpdate.REMEMBERED,
        (rate, number) -> AdamUpdate.of(adam, rate, number, 0, 1 - rate * weightDecay));
  }
}
