package dev.rawline.workbench.book;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A lab book in PostgreSQL, in the schema that the URL's {@code currentSchema} names, or else in
 * the user's usual one.
 *
 * @param place where it lies
 */
record PostgresDatabase(BookLocation.Server place) implements Database {
  /** A number of our own, so that nobody else waits for this lock. */
  private static final long MIGRATION = 0x7261_776c_696e_65L; // "rawline"

  private static final String PASSWORD = "PGPASSWORD";
  private static final String NAME = "rawline";

  /** PostgreSQL's state where a schema does not exist. */
  private static final String NO_SCHEMA = "3F000";

  @Override
  public boolean exists() {
    return true; // whoever connects will hear
  }

  @Override
  public void prepare() {}

  @Override
  public DataSource writing() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(place.url());
    if (source.getPassword() == null && System.getenv(PASSWORD) != null) {
      source.setPassword(System.getenv(PASSWORD));
    }
    source.setApplicationName(NAME);
    source.setTcpKeepAlive(true);
    return source;
  }

  @Override
  public Connection openForReading() throws SQLException {
    Connection connection = writing().getConnection();
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false); // so that rows come in portions
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Map<String, String> spelling() {
    return Map.of("identity", "bigint generated always as identity primary key", "clustered", "");
  }

  @Override
  public Turn turnToMigrate() throws IOException {
    try {
      Connection connection = writing().getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_lock(%d)".formatted(MIGRATION));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return () -> {
        try {
          connection.close(); // gives the lock back
        } catch (SQLException e) {
          throw explained(e);
        }
      };
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  @Override
  public IOException explained(SQLException failure) {
    String why = reason(failure);
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("28")) {
      return new UnusableBookException(
          place,
          "does not let this user in (%s)".formatted(why),
          "give user and password as ?user=…&password=… in --lab, or the password in " + PASSWORD,
          failure);
    }
    if (state.equals(NO_SCHEMA)) {
      return new UnusableBookException(
          place, "is not there (%s)".formatted(why), "create it: create schema NAME", failure);
    }
    if (state.equals("3D000")) {
      return new UnusableBookException(
          place, "is not there (%s)".formatted(why), "create it: createdb NAME", failure);
    }
    if (state.equals("42501")) {
      return new UnusableBookException(
          place,
          "may not be used so (%s)".formatted(why),
          "have its owner grant this user all rights on its schema",
          failure);
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return new IOException(
          "the lab book %s cannot be reached (%s); check host, port and that PostgreSQL runs, and run it again"
              .formatted(place, why),
          failure);
    }
    if (state.startsWith("53")) {
      return new IOException(
          "cannot write to the lab book %s: its server lacks room (%s); free space there and run it again"
              .formatted(place, why),
          failure);
    }
    return new IOException("the lab book %s: %s".formatted(place, why), failure);
  }

  @Override
  public boolean isMistake(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    // Syntax and names; values that do not fit; what a reader may not do.
    return state.startsWith("42") || state.startsWith("22") || state.equals("25006");
  }

  /** The first line says what is wrong; those below, where. */
  @Override
  public String reason(SQLException failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^(ERROR|FATAL): ", "");
  }

  /** Without one, all schemas would be searched for tables. */
  @Override
  public String schema(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    if (schema == null) {
      throw new SQLException("none of its schemas exists, or is open to this user", NO_SCHEMA);
    }
    return schema;
  }

  @Override
  public void tidy(Connection writing) {}
}
