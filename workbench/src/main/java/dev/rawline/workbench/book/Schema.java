package dev.rawline.workbench.book;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** The tables of a book, brought up to this program's version, and the statements on them. */
final class Schema {
  /** The version that this program writes: that of the newest file in the folder schema. */
  static final int VERSION = 3;

  /** The table with the version of a book. */
  static final String HISTORY = "rawline_schema";

  private static final String FILES = "classpath:rawline/schema";

  private static final ClasspathSqlLocator STATEMENTS = ClasspathSqlLocator.create();

  private Schema() {}

  /** Returns a statement in SQL by its name. */
  static String statement(String name) {
    return STATEMENTS.getResource(
        Schema.class.getClassLoader(), "rawline/book/%s.sql".formatted(name));
  }

  /**
   * Brings a book up to date.
   *
   * @throws UnusableBookException if it is of a newer program, or not a lab book
   */
  static void bringUpToDate(Database database) throws IOException {
    if (isUpToDate(database)) {
      return;
    }
    try (Closeable _ = database.lockForMigration()) {
      if (!isUpToDate(database)) { // another program may have done it
        migrate(database);
      }
    }
  }

  private static void migrate(Database database) throws IOException {
    try {
      Flyway.configure()
          .dataSource(database.writing())
          .locations(FILES)
          .table(HISTORY)
          .placeholders(database.spelling())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw BookWriter.cause(e)
          .map(database::explained)
          .orElseGet(
              () ->
                  new IOException(
                      "the tables of the lab book %s cannot be created: %s"
                          .formatted(database.place(), e.getMessage()),
                      e));
    }
  }

  /**
   * Returns whether a book has the version of this program.
   *
   * @throws UnusableBookException if it has a newer one, or holds other tables
   */
  private static boolean isUpToDate(Database database) throws IOException {
    if (!database.exists()) {
      return false;
    }
    try (Connection connection = database.openForReading()) {
      OptionalInt version = version(database, connection);
      if (version.isEmpty() && hasTables(database, connection, "%")) {
        throw new UnusableBookException(
            database.place(),
            "is not a lab book: it contains other tables",
            "choose another place by --lab, in PostgreSQL another schema by ?currentSchema=NAME",
            null);
      }
      if (version.orElse(0) > VERSION) {
        throw new UnusableBookException(
            database.place(),
            "was written by a newer Rawline (version %d of its tables, this one knows %d)"
                .formatted(version.getAsInt(), VERSION),
            "use that Rawline, or choose another place by --lab",
            null);
      }
      return version.orElse(0) == VERSION;
    } catch (SQLException e) {
      throw database.explained(e);
    }
  }

  private static OptionalInt version(Database database, Connection connection) throws SQLException {
    if (!hasTables(database, connection, HISTORY)) {
      return OptionalInt.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet newest =
            statement.executeQuery(
                "select max(cast(version as integer)) from %s where success".formatted(HISTORY))) {
      return newest.next() ? OptionalInt.of(newest.getInt(1)) : OptionalInt.of(0);
    }
  }

  private static boolean hasTables(Database database, Connection connection, String pattern)
      throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(null, database.schema(connection), pattern, new String[] {"TABLE"})) {
      return tables.next();
    }
  }
}
