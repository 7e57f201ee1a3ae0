package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * Stochastic gradient descent with momentum (Sutskever et al. 2013, the rate outside): with g ← g +
 * λ·p,
 *
 * <pre>
 * b ← μ·b + g
 * p ← p − rate · b              plain
 * p ← p − rate · (g + μ·b)      Nesterov
 * </pre>
 *
 * @param momentum μ, from 0 to below 1; 0 remembers nothing
 * @param nesterov whether the step looks ahead, as Nesterov does; needs momentum
 * @param weightDecay λ, 0 or more
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {

  /** A momentum of 0.9, no weight decay. */
  public static final Sgd DEFAULT = new Sgd(0.9, false, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public Sgd {
    List<String> mistakes = new ArrayList<>();
    OptimizerChecks.share(mistakes, "momentum", momentum);
    OptimizerChecks.zeroOrMore(mistakes, "weight decay", weightDecay);
    if (nesterov && momentum == 0) {
      mistakes.add("Nesterov's step needs momentum: expected one above 0");
    }
    OptimizerChecks.require(mistakes);
  }

  @Override
  public State begin(SequencedMap<String, Tensor> parameters) {
    return new OptimizerState(
        parameters,
        momentum == 0 ? List.of() : SgdUpdate.REMEMBERED,
        (rate, _) -> new SgdUpdate(this, rate));
  }
}
