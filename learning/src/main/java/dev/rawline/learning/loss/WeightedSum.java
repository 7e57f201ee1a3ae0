package dev.rawline.learning.loss;

import dev.rawline.learning.engine.Tensor;
import java.util.List;

/**
 * Several losses, each times its weight.
 *
 * @param terms the losses and their weights, at least one
 */
public record WeightedSum(List<Weighted> terms) implements Loss {

  /**
   * A loss and how much it counts.
   *
   * @param loss the loss
   * @param weight above 0
   */
  public record Weighted(Loss loss, double weight) {

    /**
     * Checks the weight.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Weighted {
      LossParameters.requireAboveZero("the weight of a loss", weight);
    }
  }

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
  public Tensor of(Tensor logits, Tensor targets) {
    return terms.stream()
        .map(term -> term.loss().of(logits, targets).times(term.weight()))
        .reduce(Tensor::plus)
        .orElseThrow();
  }
}
