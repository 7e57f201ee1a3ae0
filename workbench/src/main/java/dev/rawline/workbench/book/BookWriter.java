package dev.rawline.workbench.book;

import java.io.IOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Writes to a book through one connection, one thread at a time, in whole transactions. When {@link
 * #write} returns, the data is on the disk.
 */
final class BookWriter implements AutoCloseable {
  /** The time limit of a check of the connection [s]. */
  private static final int CHECK_S = 10;

  private final Database database;
  private final Jdbi jdbi;
  private Handle handle;

  BookWriter(Database database) {
    this.database = database;
    this.jdbi = ColumnCodec.jdbi(() -> database.writing().getConnection());
  }

  /**
   * One transaction.
   *
   * @param <T> its result
   */
  @FunctionalInterface
  interface Writing<T> {
    T in(Handle transaction);
  }

  /**
   * Runs a transaction: all of it is written, or nothing.
   *
   * @throws IOException if it cannot be written; the message states the remedy
   */
  synchronized <T> T write(Writing<T> writing) throws IOException {
    try {
      if (handle != null && !isAlive()) {
        drop(); // a server may end a connection that was idle for hours
      }
      if (handle == null) {
        handle = jdbi.open();
      }
      return handle.inTransaction(writing::in);
    } catch (JdbiException e) {
      drop(); // the next transaction connects again
      throw failure(database, e);
    }
  }

  private boolean isAlive() {
    try {
      return handle.getConnection().isValid(CHECK_S);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Returns the failure of a database in the user's terms. */
  static IOException failure(Database database, JdbiException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException reported) {
        return database.explained(reported);
      }
    }
    throw failure; // an error of this program, not of the database
  }

  private void drop() {
    if (handle != null) {
      try {
        handle.close();
      } catch (JdbiException e) {
        // The connection is discarded in any case.
      }
      handle = null;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (handle == null) {
      return;
    }
    try {
      database.tidy(handle.getConnection());
    } catch (SQLException e) {
      // Statistics only make queries faster; the next program tries again.
    }
    drop();
  }
}
