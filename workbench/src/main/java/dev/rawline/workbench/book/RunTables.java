package dev.rawline.workbench.book;

import dev.rawline.data.file.CsvLine;
import dev.rawline.workbench.book.RunLog.Cell;
import dev.rawline.workbench.book.RunLog.Prediction;
import dev.rawline.workbench.book.RunLog.Tolerance;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cells, predictions and tolerances ↔ rows of the tables {@code cells.csv}, {@code predictions.csv}
 * and {@code tolerances.csv}, which exports of the book and MLflow's runs have alike.
 */
public final class RunTables {
  /** What the table of cells is called. */
  public static final String CELLS = "cells.csv";

  /** What the table of predictions is called. */
  public static final String PREDICTIONS = "predictions.csv";

  /** The first line of the table of cells. */
  public static final String CELLS_HEAD = "trained,tested,corruption,severity,split,metric,value";

  /** The first line of the table of predictions. */
  public static final String PREDICTIONS_HEAD =
      "trained,tested,corruption,severity,split,sample,truth,predicted,probability";

  /** What the table of tolerances is called. */
  public static final String TOLERANCES = "tolerances.csv";

  /** The first line of the table of tolerances. */
  public static final String TOLERANCES_HEAD =
      "parameter,metric,unit,usual,low,high,low_from,low_to,high_from,high_to,low_open,high_open,baseline,delta,level";

  private RunTables() {}

  /** Returns the row of a cell. */
  public static List<String> of(Cell cell) {
    return List.of(
        cell.trained(),
        cell.tested(),
        cell.corruption(),
        String.valueOf(cell.severity()),
        String.valueOf(cell.split()),
        cell.metric(),
        String.valueOf(cell.value()));
  }

  /** Returns the row of a prediction. */
  public static List<String> of(Prediction prediction) {
    return List.of(
        prediction.trained(),
        prediction.tested(),
        prediction.corruption(),
        String.valueOf(prediction.severity()),
        String.valueOf(prediction.split()),
        prediction.sample(),
        prediction.truth(),
        prediction.predicted(),
        String.valueOf(prediction.probability()));
  }

  /** Returns the row of a tolerance. */
  public static List<String> of(Tolerance tolerance) {
    return List.of(
        tolerance.parameter(),
        tolerance.metric(),
        tolerance.unit(),
        String.valueOf(tolerance.usual()),
        String.valueOf(tolerance.low()),
        String.valueOf(tolerance.high()),
        String.valueOf(tolerance.lowFrom()),
        String.valueOf(tolerance.lowTo()),
        String.valueOf(tolerance.highFrom()),
        String.valueOf(tolerance.highTo()),
        String.valueOf(tolerance.lowOpen()),
        String.valueOf(tolerance.highOpen()),
        String.valueOf(tolerance.baseline()),
        String.valueOf(tolerance.delta()),
        String.valueOf(tolerance.level()));
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Tolerance tolerance(List<String> row) {
    requireColumns(row, 15);
    return new Tolerance(
        row.get(0),
        row.get(1),
        row.get(2),
        Double.parseDouble(row.get(3)),
        Double.parseDouble(row.get(4)),
        Double.parseDouble(row.get(5)),
        Double.parseDouble(row.get(6)),
        Double.parseDouble(row.get(7)),
        Double.parseDouble(row.get(8)),
        Double.parseDouble(row.get(9)),
        Boolean.parseBoolean(row.get(10)),
        Boolean.parseBoolean(row.get(11)),
        Double.parseDouble(row.get(12)),
        Double.parseDouble(row.get(13)),
        Double.parseDouble(row.get(14)));
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Cell cell(List<String> row) {
    requireColumns(row, 7);
    return new Cell(
        row.get(0),
        row.get(1),
        row.get(2),
        Integer.parseInt(row.get(3)),
        Integer.parseInt(row.get(4)),
        row.get(5),
        Double.parseDouble(row.get(6)));
  }

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Prediction prediction(List<String> row) {
    requireColumns(row, 9);
    return new Prediction(
        row.get(0),
        row.get(1),
        row.get(2),
        Integer.parseInt(row.get(3)),
        Integer.parseInt(row.get(4)),
        row.get(5),
        row.get(6),
        row.get(7),
        Double.parseDouble(row.get(8)));
  }

  private static void requireColumns(List<String> row, int columns) {
    if (row.size() != columns) {
      throw new IllegalArgumentException(
          "a row has %d columns: expected %d".formatted(row.size(), columns));
    }
  }

  /** Returns a row as a line of a table, without its end. */
  public static String line(List<String> row) {
    return row.stream().map(CsvLine::field).collect(Collectors.joining(","));
  }
}
