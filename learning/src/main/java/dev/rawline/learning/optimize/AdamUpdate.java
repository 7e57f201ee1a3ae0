package dev.rawline.learning.optimize;

import dev.rawline.learning.engine.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A step of {@link Adam} and {@link AdamW}.
 *
 * @param beta1 β₁
 * @param beta2 β₂
 * @param size rate / (1 − β₁ᵗ)
 * @param scale 1 / √(1 − β₂ᵗ), the factor of √v
 * @param epsilon ε
 * @param pull λ if weight decay is part of the gradient, otherwise 0
 * @param kept the factor of the parameter by decoupled weight decay, otherwise 1
 */
record AdamUpdate(
    double beta1, double beta2, double size, double scale, double epsilon, double pull, double kept)
    implements ParameterUpdate {
  /** m and v. */
  static final List<String> REMEMBERED = List.of("exp_avg", "exp_avg_sq");

  static AdamUpdate of(Adam rule, double rate, long number, double pull, double kept) {
    return new AdamUpdate(
        rule.beta1(),
        rule.beta2(),
        rate / (1 - StrictMath.pow(rule.beta1(), (double) number)),
        1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), (double) number)),
        rule.epsilon(),
        pull,
        kept);
  }

  @Override
  public void apply(Tensor parameter, Tensor gradient, List<Tensor> remembered) {
    if (kept != 1) {
      parameter.scale(kept);
    }
    Tensor slope = pull == 0 ? gradient : gradient.plus(parameter.times(pull));
    Tensor first = remembered.get(0).scale(beta1).add(slope, 1 - beta1);
    Tensor second = remembered.get(1).scale(beta2).addProduct(slope, slope, 1 - beta2);
    parameter.addQuotient(first, second.sqrt().scale(scale).add(epsilon), -size);
  }

  @Override
  public Optional<Sweep> sweep() {
    return Optional.of(new AdamKernel(this));
  }
}
