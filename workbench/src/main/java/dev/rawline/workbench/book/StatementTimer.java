package dev.rawline.workbench.book;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Stops a statement that takes too long. (The time limit of SQLite's driver covers waiting for
 * locks alone.)
 */
final class StatementTimer {
  private final Duration longest;
  private boolean over;
  private boolean ended;

  /** Makes one. */
  StatementTimer(Duration longest) {
    this.longest = longest;
  }

  /** Ends the time limit; the statement is not stopped any more. */
  interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  /** Begins the time limit of a statement. */
  Ending begin(Statement statement) {
    // Statements in native code may hold every thread that virtual ones run on.
    Thread timer = Thread.ofPlatform().daemon().start(() -> stop(statement));
    return () -> {
      end();
      timer.interrupt();
    };
  }

  /** A driver may fail badly where a connection is closed while a statement of it is stopped. */
  private synchronized void end() {
    ended = true;
  }

  private void stop(Statement statement) {
    try {
      Thread.sleep(longest);
      cancel(statement);
    } catch (InterruptedException e) {
      // It was quick enough.
    } catch (SQLException e) {
      // It has just ended.
    }
  }

  private synchronized void cancel(Statement statement) throws SQLException {
    if (!ended) {
      over = true;
      statement.cancel();
    }
  }

  /** Returns whether the statement was stopped. */
  synchronized boolean isOver() {
    return over;
  }
}
