package dev.rawline.workbench.book;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A lab book in one SQLite file.
 *
 * <p>It uses a write-ahead log, so that readers never wait for a writer, and writers wait for each
 * other. A committed transaction is on the disk ({@code synchronous = FULL}): it survives a kill
 * and a power failure.
 *
 * @param place its location
 */
record SqliteDatabase(BookLocation.Folder place) implements Database {
  /**
   * The longest wait for a lock [ms]. Transactions are short: a longer wait means that a program
   * hangs.
   */
  private static final int LONGEST_WAIT_MS = 60_000;

  /** The longest value that a query may compute [bytes]. */
  private static final int LONGEST_VALUE = 1 << 24;

  /** The rows of an index that SQLite's statistics examine. */
  private static final int ANALYSED_ROWS = 1000;

  @Override
  public String localName() {
    return "book-" + Provenance.sum(place.toString()).substring(0, 8);
  }

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
    config.setBusyTimeout(LONGEST_WAIT_MS);
    config.enforceForeignKeys(true);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    // A transaction that begins by reading would fail, not wait, once it writes.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + place.file());
    return source;
  }

  @Override
  public Connection openForReading() throws SQLException {
    return openForReading(new SQLiteConfig());
  }

  private Connection openForReading(SQLiteConfig config) throws SQLException {
    config.setBusyTimeout(LONGEST_WAIT_MS);
    config.setReadOnly(true);
    // An attached file could be written to.
    config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
    SQLiteDataSource source = new SQLiteDataSource(config);
    // A reader, too, writes files next to the database, unless the folder is read-only.
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
  public Connection openForQueries() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, String.valueOf(LONGEST_VALUE));
    return openForReading(config);
  }

  @Override
  public Map<String, String> spelling() {
    return Map.of("identity", "integer primary key autoincrement", "clustered", " without rowid");
  }

  @Override
  public Optional<Closeable> tryLockForImport() throws IOException {
    return ExclusiveLock.tryTake(place.folder().resolve("import.lock")).map(lock -> lock::close);
  }

  @Override
  public Closeable lockForMigration() throws IOException {
    Path file = place.folder().resolve("lab.lock");
    ExclusiveLock lock;
    try {
      lock = ExclusiveLock.take(file, () -> {});
    } catch (IOException e) {
      throw new UnusableBookException(
          place,
          "cannot be written: %s cannot be created".formatted(file),
          "change the permissions of its folder, or choose another by --lab",
          e);
    }
    try {
      useWriteAheadLog();
      return lock::close;
    } catch (SQLException e) {
      lock.close();
      throw explained(e);
    }
  }

  /** The setting is stored in the file. */
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
    if (!(first instanceof SQLiteException reported)) {
      return new IOException("the lab book %s: %s".formatted(place, why), failure);
    }
    return switch (primary(reported.getResultCode())) {
      case SQLITE_NOTADB ->
          new UnusableBookException(
              place,
              "is not a lab book: lab.db is not an SQLite file",
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
              "change the permissions of the folder and of lab.db, or choose another folder by"
                  + " --lab",
              failure);
      case SQLITE_FULL, SQLITE_IOERR ->
          new IOException(
              "cannot write to the lab book %s: its disk is full or failing (%s); free space and try again, or choose another folder by --lab"
                  .formatted(place, why),
              failure);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new IOException(
              "the lab book %s was locked by another program for %d s; end that program and try again"
                  .formatted(place, LONGEST_WAIT_MS / 1000),
              failure);
      default -> new IOException("the lab book %s: %s".formatted(place, why), failure);
    };
  }

  /** The library wraps SQLite's error when a connection cannot be opened. */
  private static SQLException first(SQLException failure) {
    return failure.getCause() instanceof SQLiteException reported ? reported : failure;
  }

  @Override
  public boolean isStatementError(SQLException failure) {
    return failure instanceof SQLiteException reported
        && (primary(reported.getResultCode()) == SQLiteErrorCode.SQLITE_ERROR
            || reported.getResultCode() == SQLiteErrorCode.SQLITE_TOOBIG
            || reported.getResultCode() == SQLiteErrorCode.SQLITE_READONLY); // it would write
  }

  /** Extended codes hold the primary one in their lowest byte. */
  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }

  /** The library's messages are "[CODE] meaning of the code (reason)". */
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
      statement.execute("pragma analysis_limit = " + ANALYSED_ROWS);
      statement.execute("pragma optimize");
    }
  }
}
