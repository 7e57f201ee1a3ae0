package dev.rawline.workbench.book;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.TransientException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Writes to a book through one connection, one thread at a time, in whole transactions. When {@link
 * #write} returns, the data is on the disk. A server that fails for some seconds is waited for; so
 * a transaction may run twice, and must then come to the same.
 *
 * <p>While runs are open, it records now and then that their process still lives.
 */
final class BookWriter implements AutoCloseable {
  /** The time limit of a check of the connection [s]. */
  private static final int CHECK_S = 10;

  /** 6 attempts in 8 s: a server restarts in less. */
  private static final RetryPolicy RETRY =
      new RetryPolicy(6, Duration.ofMillis(250), Duration.ofSeconds(4));

  private final Database database;
  private final Jdbi jdbi;
  private final Set<Long> open = ConcurrentHashMap.newKeySet();
  private ScheduledExecutorService heartbeat;
  private Handle handle;

  BookWriter(Database database) {
    this.database = database;
    this.jdbi = ColumnCodec.jdbi(() -> database.writing().getConnection());
  }

  /**
   * Runs a transaction: all of it is written, or nothing.
   *
   * @throws TransientException if the server still fails after some attempts
   * @throws IOException if it cannot be written; the message states the remedy
   */
  synchronized <T> T write(HandleCallback<T, RuntimeException> writing) throws IOException {
    try {
      return RETRY.retry("", () -> attempt(writing), _ -> {});
    } catch (IOException e) {
      throw e.getCause() instanceof TransientException last ? last : e;
    }
  }

  /** Runs a transaction as {@link #write} does, but does not wait for the server. */
  synchronized <T> T attempt(HandleCallback<T, RuntimeException> writing) throws IOException {
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

  /** Keeps a run alive until {@link #ended}. */
  synchronized void begun(long run) {
    open.add(run);
    if (heartbeat == null) {
      long period = RunProcess.HEARTBEAT.toSeconds();
      heartbeat =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("lab book heartbeat").factory());
      var _ = heartbeat.scheduleAtFixedRate(this::beat, period, period, TimeUnit.SECONDS);
    }
  }

  /** A run has ended. */
  void ended(long run) {
    open.remove(run);
  }

  private void beat() {
    List<Long> numbers = List.copyOf(open);
    if (!numbers.isEmpty()) {
      try {
        attempt(
            handle ->
                handle
                    .createUpdate(Schema.statement("seen"))
                    .bind("now", Instant.now())
                    .bindList("numbers", numbers)
                    .execute());
      } catch (IOException | JdbiException e) {
        // The next beat tries again.
      }
    }
  }

  @Override
  public void close() throws IOException {
    ScheduledExecutorService beating = heartbeat;
    if (beating != null) {
      beating.shutdownNow();
    }
    disconnect();
  }

  private synchronized void disconnect() {
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
