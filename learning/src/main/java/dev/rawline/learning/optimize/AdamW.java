package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.util.SequencedMap;

/**
 * Adam with weight decay beside the gradient (Loshchilov and Hutter 2019): first p ← p − rate·λ·p,
 * then the step of {@link Adam} without decay.
 *
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, above 0
 * @param weightDecay λ, 0 or more
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /** The numbers of Adam, and a weight decay of 0.01. */
  public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8, 0.01);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public AdamW {
    OptimizerChecks.requireAdam(beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public State begin(SequencedMap<String, Tensor> parameters) {
    return new OptimizerState(
        parameters, AdamUpdate.REMEMBERED, (rate, number) -> AdamUpdate.of(this, rate, number));
  }
}
