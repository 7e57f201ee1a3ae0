package dev.rawline.workbench.book;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What differs between databases. */
sealed interface Database permits SqliteDatabase, PostgresDatabase {

  /** Returns its location. */
  BookLocation place();

  /** Returns a name for its files on this machine, without secrets, which no other book has. */
  String localName();

  /** Returns whether it exists. */
  boolean exists();

  /** Creates what the first connection requires. */
  void prepare() throws IOException;

  /** Returns connections that write. */
  DataSource writing();

  /** Opens a connection that cannot write; the caller closes it. */
  Connection openForReading() throws SQLException;

  /** Opens a connection for a user's query, with as few rights as possible. */
  Connection openForQueries() throws SQLException;

  /** Returns the parts of the schema that the two databases write differently. */
  Map<String, String> spelling();

  /** Prevents other programs from importing until it is closed; empty if one imports now. */
  Optional<Closeable> tryLockForImport() throws IOException;

  /** Prevents other programs from migrating the schema until it is closed. */
  Closeable lockForMigration() throws IOException;

  /** Returns the failure in the user's terms: what is wrong with the book, and the remedy. */
  IOException explained(SQLException failure);

  /** Returns the reason of a failure, in the database's words. */
  String reason(SQLException failure);

  /**
   * Returns the schema in which unqualified names are looked up; null for a database without
   * schemas.
   *
   * @throws SQLException if the requested one does not exist
   */
  String schema(Connection connection) throws SQLException;

  /** Returns whether a statement caused a failure, not the book. */
  boolean isStatementError(SQLException failure);

  /** Cleans up after the last transaction. */
  void tidy(Connection writing) throws SQLException;
}
