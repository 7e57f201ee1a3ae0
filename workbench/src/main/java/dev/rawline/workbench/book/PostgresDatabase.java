package dev.rawline.workbench.book;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A lab book in PostgreSQL, in the schema of the URL's {@code currentSchema} (default: the user's).
 *
 * @param place its location
 */
record PostgresDatabase(BookLocation.Server place) implements Database {
  /** The number of the advisory lock, used by Rawline only. */
  private static final long MIGRATION = 0x7261_776c_696e_65L; // "rawline"

  private static final String PASSWORD = "PGPASSWORD";
  private static final String NAME = "rawline";

  /** PostgreSQL's state where a schema does not exist. */
  private static final String NO_SCHEMA = "3F000";

  @Override
  public boolean exists() {
    return true; // the first connection fails otherwise
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
      connection.setAutoCommit(false); // required for fetching rows in portions
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
  public Closeable lockForMigration() throws IOException {
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
          connection.close(); // releases the lock
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
          "denies access to this user (%s)".formatted(why),
          "give user and password as ?user=…&password=… in --lab, or the password in " + PASSWORD,
          failure);
    }
    if (state.equals(NO_SCHEMA)) {
      return new UnusableBookException(
          place, "does not exist (%s)".formatted(why), "create it: create schema NAME", failure);
    }
    if (state.equals("3D000")) {
      return new UnusableBookException(
          place, "does not exist (%s)".formatted(why), "create it: createdb NAME", failure);
    }
    if (state.equals("42501")) {
      return new UnusableBookException(
          place,
          "denies this operation (%s)".formatted(why),
          "ask its owner to grant this user all privileges on its schema",
          failure);
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return new IOException(
          "the lab book %s cannot be reached (%s); check host, port and that PostgreSQL is running, and try again"
              .formatted(place, why),
          failure);
    }
    if (state.startsWith("53")) {
      return new IOException(
          "cannot write to the lab book %s: its server is out of disk space (%s); free space there and try again"
              .formatted(place, why),
          failure);
    }
    return new IOException("the lab book %s: %s".formatted(place, why), failure);
  }

  @Override
  public boolean isStatementError(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    // Syntax and names; invalid values; writing in a read-only transaction.
    return state.startsWith("42") || state.startsWith("22") || state.equals("25006");
  }

  /** The first line is the error; those below are its position. */
  @Override
  public String reason(SQLException failure) {
    return place
        .address()
        .hiddenIn(String.valueOf(failure.getMessage()))
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^(ERROR|FATAL): ", "");
  }

  /** Without a schema, all schemas would be searched for tables. */
  @Override
  public String schema(Connection connection) throws SQLException {
    String schema = connection.getSchema();
    if (schema == null) {
      throw new SQLException(
          "none of its schemas exists, or is accessible to this user", NO_SCHEMA);
    }
    return schema;
  }

  @Override
  public void tidy(Connection writing) {}
}
