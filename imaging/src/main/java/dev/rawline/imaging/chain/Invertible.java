package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * A stage that can be undone.
 *
 * <p>inverse(stage(x)) = x for every x that the stage tells from all others, and stage(inverse(y))
 * = y for every y that it can make, up to the rounding of float32. Where it is not one-to-one its
 * own documentation says what the inverse gives.
 *
 * @param <I> the frame that comes in
 * @param <O> the frame that goes out
 */
public interface Invertible<I extends Frame, O extends Frame> extends Stage<I, O> {

  /**
   * Returns the stage that undoes this one.
   *
   * @throws IllegalArgumentException if its parameters mix up different inputs, as a gain of 0 does
   */
  Stage<O, I> inverse();
}
