package dev.rawline.workbench.book;

import dev.rawline.data.web.TransientException;
import dev.rawline.workbench.output.Provenance;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A lab book in PostgreSQL, in the schema of the URL's {@code currentSchema} (default: the user's).
 *
 * @param place its location
 */
record PostgresDatabase(BookLocation.Server place) implements Database {
  /** The numbers of the advisory locks, used by Rawline only. */
  private static final long MIGRATION = 0x7261_776c_696e_65L; // "rawline"

  private static final long IMPORT = MIGRATION + 1;

  /** The time limit of a statement that writes [s]. */
  private static final int LONGEST_STATEMENT_S = 60;

  private static final String PASSWORD = "PGPASSWORD";
  private static final String NAME = "rawline";

  /** PostgreSQL's own role that reads all tables, from version 14. */
  private static final String READER = "pg_read_all_data";

  /** PostgreSQL's state where a schema does not exist. */
  private static final String NO_SCHEMA = "3F000";

  /** Host, port and database, and a checksum of these, the schema and the user. */
  @Override
  public String localName() {
    PGSimpleDataSource source = source();
    String database =
        "%s_%s_%s"
            .formatted(
                String.join(",", source.getServerNames()),
                Arrays.toString(source.getPortNumbers()),
                source.getDatabaseName());
    String all = "%s %s %s".formatted(database, source.getCurrentSchema(), source.getUser());
    return "book-%s-%s"
        .formatted(
            database.replaceAll("[^A-Za-z0-9.,_-]+", ""), Provenance.sum(all).substring(0, 8));
  }

  @Override
  public boolean exists() {
    return true; // the first connection fails otherwise
  }

  @Override
  public void prepare() {}

  /** A server that vanishes in the middle of a statement must not stop the work for hours. */
  @Override
  public DataSource writing() {
    PGSimpleDataSource source = source();
    if (source.getSocketTimeout() == 0) {
      source.setSocketTimeout(LONGEST_STATEMENT_S);
    }
    return source;
  }

  private PGSimpleDataSource source() {
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
    Connection connection = source().getConnection();
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false); // required for fetching rows in portions
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * An administrator gives up its rights for the query: it reads every table, and can do nothing
   * else to the server.
   */
  @Override
  public Connection openForQueries() throws SQLException {
    Connection connection = openForReading();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local standard_conforming_strings = on");
      try (ResultSet superuser =
          statement.executeQuery(
              "select rolsuper and exists (select 1 from pg_catalog.pg_roles where rolname = '%s') from pg_catalog.pg_roles where rolname = current_user"
                  .formatted(READER))) {
        if (!superuser.next() || !superuser.getBoolean(1)) {
          return connection;
        }
      }
      statement.execute("set local role " + READER);
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
  public Optional<Closeable> tryLockForImport() throws IOException {
    return lock("select pg_try_advisory_lock(%d)".formatted(IMPORT));
  }

  @Override
  public Closeable lockForMigration() throws IOException {
    return lock("select pg_advisory_lock(%d) is not null".formatted(MIGRATION)).orElseThrow();
  }

  /** Returns a connection that has a lock, which it releases when it is closed. */
  private Optional<Closeable> lock(String sql) throws IOException {
    try {
      Connection connection = source().getConnection();
      boolean taken = false;
      try (Statement statement = connection.createStatement();
          ResultSet answer = statement.executeQuery(sql)) {
        taken = answer.next() && answer.getBoolean(1);
      } finally {
        if (!taken) {
          connection.close();
        }
      }
      return taken ? Optional.of(() -> close(connection)) : Optional.empty();
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private void close(Connection connection) throws IOException {
    try {
      connection.close();
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
    if (isUnavailable(state)) {
      return new TransientException(
          "the lab book %s cannot be reached (%s); check host, port and that PostgreSQL is running, and try again"
              .formatted(place, why),
          failure);
    }
    if (state.startsWith("53") || state.startsWith("58")) {
      return new TransientException(
          "cannot write to the lab book %s: its server is out of disk space or memory, or its disk fails (%s); free space there and try again"
              .formatted(place, why),
          failure);
    }
    return new IOException("the lab book %s: %s".formatted(place, why), failure);
  }

  /**
   * Connection failures, too many connections, a server that shuts down, starts or cancels, a
   * standby that only reads, and transactions that got into each other's way.
   */
  private static boolean isUnavailable(String state) {
    return state.startsWith("08")
        || state.equals("53300")
        || state.startsWith("57")
        || state.equals("25006")
        || state.startsWith("40")
        || state.equals("55P03");
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
