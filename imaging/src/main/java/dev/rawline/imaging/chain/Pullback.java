package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * A stage's output for one input, and the vector–Jacobian product at that input.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public interface Pullback<I extends Frame, O extends Frame> {

  /** Returns the stage's output of the input. */
  O value();

  /**
   * Propagates a gradient back.
   *
   * <p>For out = f(in; θ) and a loss L with cotangent = ∂L/∂out this is ∂L/∂in = (∂f/∂in)ᵀ ·
   * cotangent and ∂L/∂θ = (∂f/∂θ)ᵀ · cotangent.
   *
   * @param cotangent ∂L/∂out, as large as {@link #value}
   * @throws IllegalArgumentException if the cotangent is not as large as the value
   */
  Gradient<I> back(O cotangent);
}
