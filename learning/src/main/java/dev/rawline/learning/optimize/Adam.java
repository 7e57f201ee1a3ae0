package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.util.SequencedMap;

/**
 * Adam (Kingma and Ba 2015), its weight decay a part of the gradient: with g ← g + λ·p,
 *
 * <pre>
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * p ← p − rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * where t counts the steps of each parameter from 1.
 *
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, above 0
 * @param weightDecay λ, 0 or more
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /** The numbers of the paper, no weight decay. */
  public static final Adam DEFAULT = new Adam(0.9, 0.999, 1e-8, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public Adam {
    OptimizerChecks.requireAdam(beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public State begin(SequencedMap<String, Tensor> parameters) {
    return new OptimizerState(
        parameters, AdamUpdate.REMEMBERED, (rate, number) -> AdamUpdate.of(this, rate, number));
  }
}
