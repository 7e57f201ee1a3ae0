package dev.rawline.workbench.book;

import dev.rawline.data.file.CsvLine;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Records of a run ↔ rows of a CSV file, whose columns are the components of the record in snake
 * case. Exports of the lab book and MLflow's runs hold the same files.
 *
 * @param <T> the record; its components are texts, whole numbers, numbers and truth values
 */
public final class RunTable<T extends Record> {
  /** The metrics of a run, {@code metrics.csv}. */
  public static final RunTable<RunLog.Measured> METRICS =
      new RunTable<>("metrics.csv", RunLog.Measured.class);

  /** The cells of a run, {@code cells.csv}. */
  public static final RunTable<RunLog.Cell> CELLS = new RunTable<>("cells.csv", RunLog.Cell.class);

  /** The predictions of a run, {@code predictions.csv}. */
  public static final RunTable<RunLog.PredictionEntry> PREDICTIONS =
      new RunTable<>("predictions.csv", RunLog.PredictionEntry.class);

  /** The tolerances of a run, {@code tolerances.csv}. */
  public static final RunTable<RunLog.Tolerance> TOLERANCES =
      new RunTable<>("tolerances.csv", RunLog.Tolerance.class);

  private final String file;
  private final RecordComponent[] columns;
  private final Constructor<T> constructor;

  private RunTable(String file, Class<T> type) {
    this.file = file;
    this.columns = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(columns).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      this.constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }

  /** Returns the name of the file. */
  public String file() {
    return file;
  }

  /** Returns the first line of the file, without its end. */
  public String head() {
    return Arrays.stream(columns)
        .map(column -> column.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  /** Returns the fields of a record. */
  public List<String> row(T record) {
    return Arrays.stream(columns).map(column -> field(record, column)).toList();
  }

  /** Returns the fields of records. */
  public List<List<String>> rows(List<T> records) {
    return records.stream().map(this::row).toList();
  }

  /**
   * Returns the records of rows.
   *
   * @throws IllegalArgumentException as {@link #record} does
   */
  public List<T> records(List<List<String>> rows) {
    return rows.stream().map(this::record).toList();
  }

  private static String field(Record record, RecordComponent column) {
    try {
      return String.valueOf(column.getAccessor().invoke(record));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the components of a run's records are public", e);
    }
  }

  /**
   * Returns the record of a row.
   *
   * @throws IllegalArgumentException if it has another number of columns, or a field is no number
   */
  public T record(List<String> row) {
    if (row.size() != columns.length) {
      throw new IllegalArgumentException(
          "a row of %s has %d columns: expected %d".formatted(file, row.size(), columns.length));
    }
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns[i].getType(), row.get(i));
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the records of a run take every value", e);
    }
  }

  private static Object value(Class<?> type, String text) {
    if (type == double.class) {
      return Double.valueOf(text);
    }
    if (type == int.class) {
      return Integer.valueOf(text);
    }
    if (type == long.class) {
      return Long.valueOf(text);
    }
    return type == boolean.class ? Boolean.valueOf(text) : text;
  }

  /** Returns a record as a line of the file, without its end. */
  public String line(T record) {
    return CsvLine.of(row(record));
  }
}
