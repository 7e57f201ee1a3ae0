package dev.rawline.workbench.book;

import java.io.IOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * What writes to a book: one connection, for one thread at a time, and whole transactions. When
 * {@link #write} returns, what was written is on the disk.
 */
final class BookWriter implements AutoCloseable {
  /** How long a server may take to say that a connection lives [s]. */
  private static final int PATIENCE_S = 10;

  private final Database database;
  private Handle handle;

  BookWriter(Database database) {
    this.database = database;
  }

  /**
   * Something to write.
   *
   * @param <T> what is known of it then
   */
  @FunctionalInterface
  interface Writing<T> {
    T in(Handle transaction);
  }

  /**
   * Writes all of something, or nothing.
   *
   * @throws IOException if it cannot be written; the message says what to do
   */
  synchronized <T> T write(Writing<T> writing) throws IOException {
    try {
      if (handle != null && !isAlive()) {
        drop(); // a server may end a connection on which nothing was said for hours
      }
      if (handle == null) {
        handle = Jdbi.open(database.writing());
      }
      return handle.inTransaction(writing::in);
    } catch (JdbiException e) {
      drop(); // the next one may find that the database can be reached again
      throw failure(database, e);
    }
  }

  private boolean isAlive() {
    try {
      return handle.getConnection().isValid(PATIENCE_S);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Returns the failure of a database as a person reads it. */
  static IOException failure(Database database, JdbiException failure) {
    return database.explained(cause(failure));
  }

  /** Returns what the database itself says of a failure. */
  static SQLException cause(JdbiException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException told) {
        return told;
      }
    }
    throw failure; // ours, not the database's
  }

  private void drop() {
    if (handle != null) {
      try {
        handle.close();
      } catch (JdbiException e) {
        // It is of no use any more.
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
      // Statistics only make queries faster, and the next program may have more luck.
    }
    drop();
  }
}
