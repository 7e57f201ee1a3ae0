package dev.rawline.workbench.book;

import java.io.IOException;
import java.util.concurrent.CancellationException;

/** A place to log runs: a lab book, a tracking server, or several of them. */
public interface RunLogs extends AutoCloseable {

  /** Logs nothing, for a process whose run another one logs. */
  RunLogs NONE =
      new RunLogs() {
        @Override
        public RunLog begin(RunStart start) {
          return new DiscardedLog();
        }

        @Override
        public void close() {}
      };

  /**
   * Begins the log of a run.
   *
   * @throws IOException if it cannot be written; the message states the place and the remedy
   */
  RunLog begin(RunStart start) throws IOException;

  /**
   * Work that is logged as a run.
   *
   * @param <R> its result
   */
  interface Work<R> {
    /** Does the work, and logs its results. */
    R in(RunLog run) throws IOException;
  }

  /**
   * Logs a run from its start to its end, however it ends: finished, stopped by a {@link
   * CancellationException}, or failed.
   *
   * @return the result of the work
   * @throws IOException if the work fails, or cannot be logged
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
   * Writes what is pending, and closes.
   *
   * @throws IOException if that fails
   */
  @Override
  void close() throws IOException;
}
