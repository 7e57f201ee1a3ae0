package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;
import java.util.List;

/**
 * Several losses, each times its weight.
 *
 * @param terms the losses, at least one
 */
public record WeightedSum(List<LossTerm> terms) implements Loss {

  /**
   * Checks that there is a term.
   *
   * @throws IllegalArgumentException if there is none
   */
  public WeightedSum {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("a sum of no losses: expected at least one");
    }
  }

  @Override
  public Tensor of(Tensor logits, Tensor targets, BatchSums sums) {
    return terms.stream()
        .map(term -> term.of(logits, targets, sums).times(term.weight()))
        .reduce(Tensor::plus)
        .orElseThrow();
  }
}
