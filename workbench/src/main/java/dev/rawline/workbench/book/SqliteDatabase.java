package dev.rawline.workbench.book;

import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A lab book in one SQLite file.
 *
 * <p>It keeps a write-ahead log, so that readers never wait for a writer, and writers wait for each
 * other. What is committed is on the disk ({@code synchronous = FULL}): it survives a kill and a
 * power failure.
 *
 * @param place where it lies
 */
record SqliteDatabase(BookLocation.Folder place) implements Database {
  /** Transactions are short; a wait as long as this one means that something hangs. */
  private static final int PATIENCE_MS = 60_000;

  /** How SQLite's statistics stay cheap: so many rows of an index are looked at. */
  private static final int LOOKED_AT = 1000;

  /** A program may lock a file but once, so its threads take turns before that. */
  private static final ReentrantLock TURN = new ReentrantLock();

  @Override
  public boolean exists() {
    return Files.exists(place.file());
  }

  @Override
  public void prepare() throws IOException {
    OutputFiles.makeFolder(place.folder());
  }

  @Override
  public DataSource writing() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MS);
    config.enforceForeignKeys(true);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    // A transaction that begins by reading could not be made to wait once it writes.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + place.file());
    return source;
  }

  @Override
  public Connection openForReading() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MS);
    config.setReadOnly(true);
    // Another file that is attached could be written to.
    config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
    SQLiteDataSource source = new SQLiteDataSource(config);
    // A reader, too, notes beside the file that it reads, unless nobody can write there anyway.
    boolean immutable =
        !Files.isWritable(place.folder()) && !Files.exists(place.folder().resolve("lab.db-wal"));
    source.setUrl(
        immutable
            ? "jdbc:sqlite:" + place.file().toUri() + "?immutable=1"
            : "jdbc:sqlite:" + place.file());
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma query_only = on");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Map<String, String> spelling() {
    return Map.of("identity", "integer primary key autoincrement", "clustered", " without rowid");
  }

  @Override
  public Turn turnToMigrate() throws IOException {
    TURN.lock();
    boolean taken = false;
    try {
      FileChannel locked = locked(place.folder().resolve("lab.lock"));
      taken = true;
      return () -> {
        try {
          locked.close(); // first, since a program may lock a file but once
        } finally {
          TURN.unlock();
        }
      };
    } finally {
      if (!taken) {
        TURN.unlock();
      }
    }
  }

  /** The system gives the lock back when the channel is closed or the program ends, however. */
  private FileChannel locked(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UnusableBookException(
          place,
          "cannot be written: %s may not be made".formatted(file),
          "change the permissions of its folder, or choose another by --lab",
          e);
    }
    boolean done = false;
    try {
      channel.lock();
      useWriteAheadLog();
      done = true;
      return channel;
    } catch (SQLException e) {
      throw explained(e);
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  /** The file itself remembers it. */
  private void useWriteAheadLog() throws SQLException {
    try (Connection connection = writing().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
    }
  }

  @Override
  public IOException explained(SQLException failure) {
    SQLException first = first(failure);
    String why = reason(first);
    if (!(first instanceof SQLiteException told)) {
      return new IOException("the lab book %s: %s".formatted(place, why), failure);
    }
    return switch (primary(told.getResultCode())) {
      case SQLITE_NOTADB ->
          new UnusableBookException(
              place,
              "is none: lab.db is no SQLite file",
              "move it away, or choose another folder by --lab",
              failure);
      case SQLITE_CORRUPT ->
          new UnusableBookException(
              place,
              "is damaged (%s)".formatted(why),
              "restore lab.db from a backup, or choose another folder by --lab",
              failure);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          new UnusableBookException(
              place,
              "cannot be written: %s".formatted(why),
              "change the permissions of the folder and of lab.db, or choose another folder by --lab",
              failure);
      case SQLITE_FULL, SQLITE_IOERR ->
          new IOException(
              "cannot write to the lab book %s: its disk is full, or fails (%s); free space and run it again, or choose another folder by --lab"
                  .formatted(place, why),
              failure);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new IOException(
              "the lab book %s was held by another program for %d s; end that program and run it again"
                  .formatted(place, PATIENCE_MS / 1000),
              failure);
      default -> new IOException("the lab book %s: %s".formatted(place, why), failure);
    };
  }

  /** The library wraps what SQLite says when a connection cannot be opened. */
  private static SQLException first(SQLException failure) {
    return failure.getCause() instanceof SQLiteException told ? told : failure;
  }

  @Override
  public boolean isMistake(SQLException failure) {
    return failure instanceof SQLiteException told
        && (primary(told.getResultCode()) == SQLiteErrorCode.SQLITE_ERROR
            || told.getResultCode() == SQLiteErrorCode.SQLITE_READONLY); // it would write
  }

  /** Extended codes hold the primary one in their lowest byte. */
  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }

  /** The library puts "[CODE] what the code means (why)" into its messages. */
  @Override
  public String reason(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    int open = message.indexOf('(');
    return message.startsWith("[") && open > 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }

  @Override
  public String schema(Connection connection) {
    return null;
  }

  @Override
  public void tidy(Connection writing) throws SQLException {
    try (Statement statement = writing.createStatement()) {
      statement.execute("pragma analysis_limit = " + LOOKED_AT);
      statement.execute("pragma optimize");
    }
  }
}
