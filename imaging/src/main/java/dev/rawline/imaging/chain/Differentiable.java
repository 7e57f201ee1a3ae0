package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.List;

/**
 * A stage with a gradient: with respect to its input and to each of its parameters.
 *
 * <p>Where a stage has a kink (a clip, a median, a choice of direction) its documentation states
 * the subgradient.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public interface Differentiable<I extends Frame, O extends Frame> extends Stage<I, O> {

  /** Returns the stage's parameters (default: its components that are {@link Learnable}). */
  default List<Parameter> parameters() {
    return LearnableComponents.parameters(this);
  }

  /**
   * Returns the values of all parameters, one parameter after the other, each in the order of its
   * indices (the last varies fastest).
   */
  default double[] values() {
    return LearnableComponents.values(this);
  }

  /**
   * Returns this stage with other parameter values.
   *
   * @param values as long as {@link #values}, in the same order
   * @throws IllegalArgumentException if the stage rejects a value
   */
  default Differentiable<I, O> with(double[] values) {
    return LearnableComponents.with(this, values);
  }

  /** Applies the stage and returns its pullback. */
  Pullback<I, O> pull(I input);
}
