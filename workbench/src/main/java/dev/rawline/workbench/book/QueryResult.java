package dev.rawline.workbench.book;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.web.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of a query.
 *
 * @param columns the names of the columns
 * @param rows the rows; a value is a text, a {@link Long}, a {@link Double}, a {@link Boolean} or
 *     null
 * @param more whether there are more rows than the limit
 */
public record QueryResult(List<String> columns, List<List<Object>> rows, boolean more) {
  /** Copies the lists. */
  public QueryResult {
    columns = List.copyOf(columns);
    List<List<Object>> copies = new ArrayList<>();
    for (List<Object> row : rows) {
      copies.add(Collections.unmodifiableList(new ArrayList<>(row))); // a row may hold null
    }
    rows = Collections.unmodifiableList(copies);
  }

  /** Returns the lines of a CSV file without their ends, the columns first; without secrets. */
  public Stream<String> csv() {
    return Stream.concat(Stream.of(columns), rows.stream()).map(QueryResult::line);
  }

  private static String line(List<?> values) {
    return CsvLine.of(
        values.stream()
            .map(value -> value == null ? "" : new Address(String.valueOf(value)).toString())
            .toList());
  }
}
