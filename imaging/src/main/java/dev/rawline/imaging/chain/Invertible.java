package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * A stage that can be inverted.
 *
 * <p>inverse(stage(x)) = x for every x that the stage maps uniquely, and stage(inverse(y)) = y for
 * every y that it can make, up to the rounding of float32. Where the stage is not one-to-one, its
 * documentation states the result of the inverse.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public interface Invertible<I extends Frame, O extends Frame> extends Stage<I, O> {

  /**
   * Returns the inverse stage.
   *
   * @throws IllegalArgumentException if its parameters map different inputs to one output, for
   *     example a gain of 0
   */
  Stage<O, I> inverse();
}
