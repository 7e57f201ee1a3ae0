package dev.rawline.learning.optimize;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.engine.Tensor;
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
 * <p>Without momentum there is no state. A fast twin would not be faster than the engine.
 */
@FileWord("sgd")
public record Sgd(
    @Described(meaning = "the momentum", min = 0, max = 0.9999999) double momentum,
    @Described(meaning = "whether Nesterov momentum is used; requires momentum") boolean nesterov,
    @Described(meaning = "the weight decay, added to the gradient (L2 penalty)", min = 0)
        double weightDecay)
    implements Optimizer {

  /** A momentum of 0.9, no weight decay. */
  public static final Sgd DEFAULT = new Sgd(0.9, false, 0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range, or Nesterov's step has no
   *     momentum; the message names all
   */
  public Sgd {
    RangeChecks checks =
        new RangeChecks(Sgd.class).check("momentum", momentum).check("weightDecay", weightDecay);
    if (nesterov && momentum == 0) {
      checks.add("Nesterov momentum requires momentum: expected a value above 0");
    }
    checks.require("sgd");
  }

  @Override
  public OptimizerState begin(SequencedMap<String, Tensor> parameters) {
    List<String> remembered = momentum == 0 ? List.of() : List.of("momentum_buffer");
    return new OptimizerState(
        parameters,
        remembered,
        (rate, _) -> (parameter, gradient, buffers) -> step(rate, parameter, gradient, buffers));
  }

  private void step(double rate, Tensor parameter, Tensor gradient, List<Tensor> buffers) {
    Tensor slope = weightDecay == 0 ? gradient : gradient.plus(parameter.times(weightDecay));
    if (buffers.isEmpty()) {
      parameter.add(slope, -rate);
      return;
    }
    Tensor buffer = buffers.getFirst().scale(momentum).add(slope, 1);
    if (nesterov) {
      parameter.add(slope, -rate).add(buffer, -rate * momentum);
    } else {
      parameter.add(buffer, -rate);
    }
  }
}
