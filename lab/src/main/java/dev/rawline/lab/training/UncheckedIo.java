package dev.rawline.lab.training;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lets files be written where only what throws nothing may be called. */
final class UncheckedIo {
  private UncheckedIo() {}

  /** What may fail. */
  interface Action {
    void run() throws IOException;
  }

  /**
   * What may fail and makes something.
   *
   * @param <T> what it makes
   */
  interface Making<T> {
    T run() throws IOException;
  }

  /** Does something within {@link #around}, which rethrows a failure. */
  static void within(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something in which {@link #within} is called. */
  static <T> T around(Making<T> making) throws IOException {
    try {
      return making.run();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
