package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;
import java.util.List;

/**
 * A stage through which a gradient runs backwards: to its input and to each of its parameters.
 *
 * <p>Where a stage has a kink (a clip, a median, a choice of direction) its own documentation names
 * the subgradient that it takes.
 *
 * @param <I> the frame that comes in
 * @param <O> the frame that goes out
 */
public interface Differentiable<I extends Frame, O extends Frame> extends Stage<I, O> {

  /** Returns the stage's parameters; none unless a stage says otherwise. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * Returns the numbers of all parameters, one parameter after the other, each in the order of its
   * indices (the last varies fastest).
   */
  default double[] values() {
    return new double[0];
  }

  /**
   * Returns this stage with other numbers.
   *
   * @param values as many as {@link #values} returns, in its order
   * @throws IllegalArgumentException if the stage refuses a number
   */
  Differentiable<I, O> with(double[] values);

  /** Applies the stage and returns the way back. */
  Pullback<I, O> pull(I input);
}
