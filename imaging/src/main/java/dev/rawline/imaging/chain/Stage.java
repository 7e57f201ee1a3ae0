package dev.rawline.imaging.chain;

import dev.rawline.imaging.frame.FileWord;
import dev.rawline.imaging.frame.Frame;

/**
 * One step of the light path: a pure function from one frame to the next.
 *
 * <p>A stage never writes to its input, and the same input gives the same bits, on one thread or
 * many.
 *
 * @param <I> the input frame
 * @param <O> the output frame
 */
public interface Stage<I extends Frame, O extends Frame> {

  /**
   * Returns the stage's name as written in files and reports, for example {@code menon2007}
   * (default: the {@link FileWord} of its record).
   */
  default String name() {
    return getClass().getAnnotation(FileWord.class).value();
  }

  /** Returns the stage's output for a frame. */
  O apply(I input);
}
