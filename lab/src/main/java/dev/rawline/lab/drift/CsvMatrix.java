package dev.rawline.lab.drift;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.CsvText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of numbers as CSV: the first line names the columns, the first field of every other line
 * its row; an empty field is a number that is missing. Lines that begin with # are remarks.
 *
 * @param corner the text above the names of rows
 * @param rows the names of rows
 * @param columns the names of columns
 * @param cells the numbers, row by row
 */
record CsvMatrix(
    String corner, List<String> rows, List<String> columns, List<List<Optional<Double>>> cells) {
  private static final String REMARK = "#";

  /** Returns the means of a matrix. */
  static CsvMatrix of(String corner, DriftMatrix matrix) {
    return new CsvMatrix(
        corner,
        matrix.trained(),
        matrix.tested(),
        matrix.cells().stream()
            .map(row -> row.stream().map(cell -> cell.map(DriftMatrix.Cell::mean)).toList())
            .toList());
  }

  /** Returns this table with a further column before the others. */
  CsvMatrix after(String column, List<Optional<Double>> numbers) {
    return new CsvMatrix(
        corner,
        rows,
        before(column, columns),
        IntStream.range(0, rows.size())
            .mapToObj(row -> before(numbers.get(row), cells.get(row)))
            .toList());
  }

  private static <T> List<T> before(T first, List<? extends T> others) {
    return Stream.<T>concat(Stream.of(first), others.stream()).toList();
  }

  /** Returns the table of a file's lines. */
  static CsvMatrix parse(List<String> lines) {
    List<List<String>> fields =
        lines.stream()
            .filter(line -> !line.startsWith(REMARK) && !line.isBlank())
            .map(CsvLine::fields)
            .toList();
    List<List<String>> body = fields.subList(1, fields.size());
    return new CsvMatrix(
        fields.getFirst().getFirst(),
        body.stream().map(List::getFirst).toList(),
        fields.getFirst().subList(1, fields.getFirst().size()),
        body.stream()
            .map(line -> line.subList(1, line.size()).stream().map(CsvMatrix::number).toList())
            .toList());
  }

  private static Optional<Double> number(String field) {
    return field.isEmpty() ? Optional.empty() : Optional.of(Double.valueOf(field));
  }

  /** Receives a number by the names of its row and column. */
  interface Receiver {
    void accept(String row, String column, double number);
  }

  /** Hands on every number that there is, row by row. */
  void forEach(Receiver receiver) {
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        String head = rows.get(row);
        String name = columns.get(column);
        cells.get(row).get(column).ifPresent(number -> receiver.accept(head, name, number));
      }
    }
  }

  /** Returns the table as comma-separated values. */
  CsvText csv() {
    CsvText text = new CsvText(before(corner, columns));
    for (int row = 0; row < rows.size(); row++) {
      text.add(before((Object) rows.get(row), cells.get(row)).toArray());
    }
    return text;
  }
}
