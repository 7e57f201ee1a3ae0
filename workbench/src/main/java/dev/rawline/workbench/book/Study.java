package dev.rawline.workbench.book;

import java.io.IOException;

/**
 * An experiment that takes long, is written down in the lab book, and ends early when asked to.
 *
 * @param <R> what it finds
 */
public interface Study<R> {

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException if its plan does not fit its files
   * @throws java.util.concurrent.CancellationException if it was asked to stop
   * @throws IOException if a file cannot be read or written
   */
  StudyResult<R> run() throws IOException;

  /** Asks for an end: what is done stays, and the same call goes on. Any thread may ask. */
  void requestStop();
}
