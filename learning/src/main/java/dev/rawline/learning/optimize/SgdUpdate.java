package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.util.List;

/** A step of {@link Sgd}; a pass of our own over the memory would not be faster. */
record SgdUpdate(Sgd rule, double rate) implements ParameterUpdate {
  /** b. */
  static final List<String> REMEMBERED = List.of("momentum_buffer");

  @Override
  public void apply(Tensor parameter, Tensor gradient, List<Tensor> remembered) {
    double decay = rule.weightDecay();
    Tensor slope = decay == 0 ? gradient : gradient.plus(parameter.times(decay));
    if (remembered.isEmpty()) {
      parameter.add(slope, -rate);
      return;
    }
    Tensor momentum = remembered.getFirst().scale(rule.momentum()).add(slope, 1);
    if (rule.nesterov()) {
      parameter.add(slope, -rate).add(momentum, -rate * rule.momentum());
    } else {
      parameter.add(momentum, -rate);
    }
  }
}
