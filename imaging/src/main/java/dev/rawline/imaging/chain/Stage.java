package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.Frame;

/**
 * One step of the light path: a pure function from one frame to the next.
 *
 * <p>A stage never writes to its input, and the same input gives the same bits, on one thread or
 * many.
 *
 * @param <I> the frame that comes in
 * @param <O> the frame that goes out
 */
public interface Stage<I extends Frame, O extends Frame> {

  /**
   * Returns the stage's name as it stands in files and on sheets, for example {@code menon2007}.
   */
  String name();

  /** Returns what this stage makes of a frame. */
  O apply(I input);
}
