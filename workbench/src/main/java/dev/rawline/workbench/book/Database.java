package dev.rawline.workbench.book;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** What differs from one database to another. */
sealed interface Database permits SqliteDatabase, PostgresDatabase {

  /** Returns where it lies. */
  BookLocation place();

  /** Returns whether there is anything yet. */
  boolean exists();

  /** Makes what must be there before the first connection. */
  void prepare() throws IOException;

  /** Returns connections that write. */
  DataSource writing();

  /** Opens a connection that cannot write; the caller closes it. */
  Connection openForReading() throws SQLException;

  /** Returns how the schema spells what the two databases spell differently. */
  Map<String, String> spelling();

  /** Keeps other programs from migrating the schema until it is closed. */
  Turn turnToMigrate() throws IOException;

  /** Returns the failure that a person reads: what is wrong with the book, and what to do. */
  IOException explained(SQLException failure);

  /** Returns what a failure tells, in the database's own words. */
  String reason(SQLException failure);

  /**
   * Returns the schema that names without one are looked up in; null where a database has none.
   *
   * @throws SQLException if the one that is wanted is not there
   */
  String schema(Connection connection) throws SQLException;

  /** Returns whether a statement was at fault, and not the book. */
  boolean isMistake(SQLException failure);

  /** Cleans up after the last writing. */
  void tidy(Connection writing) throws SQLException;

  /** The right to migrate. */
  interface Turn extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
