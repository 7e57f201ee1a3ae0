package dev.rawline.workbench.book;

import java.io.IOException;
import java.util.concurrent.CancellationException;

/** Where runs are written down: a lab book, a tracking server, or several of them. */
public interface RunLogs extends AutoCloseable {

  /**
   * Begins to write a run down.
   *
   * @throws IOException if it cannot be written; the message says where and what to do
   */
  RunLog begin(RunStart start) throws IOException;

  /**
   * Work that is written down as a run.
   *
   * @param <R> its result
   */
  interface Work<R> {
    /** Does it, and writes down what it finds. */
    R in(RunLog run) throws IOException;
  }

  /**
   * Writes a run down from its start to its end, however it ends: finished, stopped by a {@link
   * CancellationException}, or failed.
   *
   * @return the result of the work
   * @throws IOException if the work fails, or it cannot be written down
   */
  default <R> R run(RunStart start, Work<R> work) throws IOException {
    RunLog run = begin(start);
    RunState state = RunState.FAILED;
    try {
      R result = work.in(run);
      state = RunState.FINISHED;
      return result;
    } catch (CancellationException e) {
      state = RunState.STOPPED;
      throw e;
    } finally {
      run.end(state);
    }
  }

  /**
   * Writes what is still to be written, and closes.
   *
   * @throws IOException if that fails
   */
  @Override
  void close() throws IOException;
}
