package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * What a stage made of an input, and the way back: its vector–Jacobian product there.
 *
 * @param <I> the frame that came in
 * @param <O> the frame that went out
 */
public interface Pullback<I extends Frame, O extends Frame> {

  /** Returns what the stage made of the input. */
  O value();

  /**
   * Carries a gradient back.
   *
   * <p>For out = f(in; θ) and a loss L with cotangent = ∂L/∂out this is ∂L/∂in = (∂f/∂in)ᵀ ·
   * cotangent and ∂L/∂θ = (∂f/∂θ)ᵀ · cotangent.
   *
   * @param cotangent ∂L/∂out, as large as {@link #value}
   * @throws IllegalArgumentException if the cotangent is not as large as the value
   */
  Gradient<I> back(O cotangent);
}
