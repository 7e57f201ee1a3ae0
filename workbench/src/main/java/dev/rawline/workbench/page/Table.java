package dev.rawline.workbench.page;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.workbench.text.EstimateFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table whose rows have heads.
 *
 * @param heads the heads of its columns, that of the rows' heads first
 * @param rows its rows
 * @param matrix whether its columns are alike, with small heads
 */
public record Table(List<String> heads, List<Row> rows, boolean matrix) {
  private static final String NONE = "–";

  /**
   * A row.
   *
   * @param head what it is
   * @param cells its cells
   */
  public record Row(String head, List<Cell> cells) {
    /** Copies the cells. */
    public Row {
      cells = List.copyOf(cells);
    }

    /** Returns a row of numbers. */
    public static Row of(String head, String... numbers) {
      return of(head, Arrays.asList(numbers));
    }

    /** Returns a row of numbers. */
    public static Row of(String head, List<String> numbers) {
      return new Row(head, numbers.stream().map(Cell::of).toList());
    }
  }

  /**
   * A cell.
   *
   * @param text its text
   * @param small a small text below; may be empty
   * @param number whether it holds a number, which is not wrapped
   */
  public record Cell(String text, String small, boolean number) {
    /** Returns a cell with a number. */
    public static Cell of(String number) {
      return new Cell(number, "", true);
    }

    /** Returns a cell with words. */
    public static Cell words(String text) {
      return new Cell(text, "", false);
    }

    /** Returns a cell with an estimate, its interval below; a dash where there is none. */
    public static Cell of(Optional<Estimate> estimate) {
      return estimate
          .map(found -> new Cell(EstimateFormat.value(found), EstimateFormat.interval(found), true))
          .orElse(of(NONE));
    }
  }

  /**
   * A column.
   *
   * @param head its head
   * @param value the value of an item's cell: words, a number, an optional estimate, or a cell
   * @param <T> the items
   */
  public record Column<T>(String head, Function<T, ?> value) {
    private Cell cell(T item) {
      return switch (value.apply(item)) {
        case Cell cell -> cell;
        case Estimate estimate -> Cell.of(Optional.of(estimate));
        case Optional<?> estimate -> Cell.of(estimate.map(Estimate.class::cast));
        case Object text -> Cell.of(String.valueOf(text));
      };
    }
  }

  /** Copies the lists. */
  public Table {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  /** Takes a table whose columns differ. */
  public Table(List<String> heads, List<Row> rows) {
    this(heads, rows, false);
  }

  /** Returns a table with a row for each item; its first column holds the heads of rows. */
  @SafeVarargs
  @SuppressWarnings("varargs") // they are only read
  public static <T> Table of(List<T> items, Column<T>... columns) {
    return of(items, List.of(columns));
  }

  /** Returns a table with a row for each item; its first column holds the heads of rows. */
  public static <T> Table of(List<T> items, List<Column<T>> columns) {
    return new Table(
        columns.stream().map(Column::head).toList(),
        items.stream()
            .map(
                item ->
                    new Row(
                        columns.getFirst().cell(item).text(),
                        columns.stream().skip(1).map(column -> column.cell(item)).toList()))
            .toList());
  }

  /** Returns a table whose heads are that of the rows and those of the columns. */
  public static Table of(String corner, List<String> columns, List<Row> rows) {
    return new Table(Stream.concat(Stream.of(corner), columns.stream()).toList(), rows);
  }

  /** Returns a table of like columns. */
  public static Table matrix(String corner, List<String> columns, List<Row> rows) {
    return new Table(Stream.concat(Stream.of(corner), columns.stream()).toList(), rows, true);
  }

  /** Returns the HTML. */
  public String html() {
    return Template.html("page/table", this);
  }
}
