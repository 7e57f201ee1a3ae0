package dev.rawline.workbench.book;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** A user's query over the views of a book. */
record UserQuery(Database database) {
  /** The number of rows fetched at once. */
  private static final int PORTION = 1000;

  /**
   * Runs the query.
   *
   * @throws IllegalArgumentException if the statement does more than read, is not valid, or takes
   *     too long
   */
  QueryResult ask(String sql, QueryLimit most) throws IOException {
    int limit = most.rows();
    String statement = ReadOnlySql.reading(sql);
    try (Connection connection = database.openForQueries()) {
      StatementTimer timer = new StatementTimer(most.time());
      try (PreparedStatement prepared = connection.prepareStatement(statement);
          var _ = timer.begin(prepared)) {
        prepared.setMaxRows(limit == Integer.MAX_VALUE ? 0 : limit + 1);
        prepared.setFetchSize(Math.min(limit, PORTION));
        if (!prepared.execute()) {
          throw new IllegalArgumentException(
              "the query returns no rows: expected a statement that reads");
        }
        try (ResultSet result = prepared.getResultSet()) {
          return read(result, limit);
        }
      } catch (SQLException e) {
        if (timer.isOver()) {
          throw new IllegalArgumentException(
              "the query took longer than %d s and was stopped: ask for fewer rows, or restrict it to some runs, such as 'where run = 17'"
                  .formatted(most.time().toSeconds()),
              e);
        }
        if (!database.isStatementError(e)) {
          throw e;
        }
        throw new IllegalArgumentException(error(connection, e, statement), e);
      }
    } catch (SQLException e) {
      throw database.explained(e);
    }
  }

  private static QueryResult read(ResultSet result, int limit) throws SQLException {
    ResultSetMetaData about = result.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int column = 1; column <= about.getColumnCount(); column++) {
      columns.add(about.getColumnLabel(column));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (rows.size() < limit && result.next()) {
      List<Object> row = new ArrayList<>();
      for (int column = 1; column <= columns.size(); column++) {
        row.add(value(result.getObject(column)));
      }
      rows.add(row);
    }
    return new QueryResult(columns, rows, rows.size() == limit && result.next());
  }

  /** The two databases have different types of numbers. */
  private static Object value(Object found) {
    return switch (found) {
      case null -> null;
      case Boolean truth -> truth;
      case Float number -> number.doubleValue();
      case Double number -> number;
      case BigDecimal number ->
          number.stripTrailingZeros().scale() <= 0 && number.precision() < 18
              ? (Object) number.longValue()
              : (Object) number.doubleValue();
      case Number whole -> whole.longValue();
      default -> String.valueOf(found);
    };
  }

  private String error(Connection connection, SQLException failure, String statement)
      throws SQLException {
    String why = database.reason(failure);
    if (!connection.getAutoCommit()) {
      connection.rollback(); // a failed transaction accepts no further query
    }
    SequencedMap<String, List<String>> views = views(connection);
    List<String> matching = new ArrayList<>();
    views.forEach(
        (view, columns) -> {
          if (Pattern.compile("(?i)\\b%s\\b".formatted(view)).matcher(statement).find()) {
            matching.add("%s has %s".formatted(view, String.join(", ", columns)));
          }
        });
    return "the query is not valid: %s; %s (docs/reference/lab-sql.md has examples)"
        .formatted(
            why,
            matching.isEmpty()
                ? "query one of " + String.join(", ", views.keySet())
                : String.join("; ", matching));
  }

  /** Returns the views, each with its columns. */
  SequencedMap<String, List<String>> views() throws IOException {
    try (Connection connection = database.openForQueries()) {
      return views(connection);
    } catch (SQLException e) {
      throw database.explained(e);
    }
  }

  private SequencedMap<String, List<String>> views(Connection connection) throws SQLException {
    SequencedMap<String, List<String>> views = new LinkedHashMap<>();
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(null, database.schema(connection), "%", new String[] {"VIEW"})) {
      while (found.next()) {
        views.put(found.getString("TABLE_NAME"), new ArrayList<>());
      }
    }
    for (String view : views.keySet()) {
      try (ResultSet columns =
          connection.getMetaData().getColumns(null, database.schema(connection), view, "%")) {
        while (columns.next()) {
          views.get(view).add(columns.getString("COLUMN_NAME"));
        }
      }
    }
    return views;
  }
}
