package dev.rawline.workbench.book;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
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
   * Runs a transaction: all of it is written, or nothing.
   *
   * @throws IOException if it cannot be written; the message states the remedy
   */
  synchronized <T> T write(HandleCallback<T, RuntimeException> writing) throws IOException {
    try {
      if (handle != null && !isAlive()) {
        drop(); // a server may end a connection that was idle for hours
      }
      if (handle == null) {
        handle = jdbi.open();
      }
      return handle.inTransaction(writing);
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
    // Without a cause in the database it is an error of this program.
    return cause(failure).map(database::explained).orElseThrow(() -> failure);
  }

  /** Returns the database's own report of a library's failure. */
  static Optional<SQLException> cause(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
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
