package dev.rawline.workbench.book;

import java.io.IOException;

/**
 * A long experiment that is logged in the lab book and can be stopped.
 *
 * @param <R> its result
 */
public interface Study<R> {

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException if its plan does not fit its files
   * @throws java.util.concurrent.CancellationException if it was stopped
   * @throws IOException if a file cannot be read or written
   */
  StudyResult<R> run() throws IOException;

  /** Requests a stop: completed work is kept, and the same call resumes it. Any thread may call. */
  void requestStop();
}
