package dev.rawline.workbench.book;

import java.io.IOException;

/** Where runs are written down: a lab book, a tracking server, or several of them. */
public interface RunLogs extends AutoCloseable {

  /**
   * Begins to write a run down.
   *
   * @throws IOException if it cannot be written; the message says where and what to do
   */
  RunLog begin(RunStart start) throws IOException;

  /**
   * Writes what is still to be written, and closes.
   *
   * @throws IOException if that fails
   */
  @Override
  void close() throws IOException;
}
