package dev.rawline.data.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows of values → comma-separated values (RFC 4180), a line each. */
public final class CsvText {
  private final StringBuilder text = new StringBuilder();

  /** Begins with a line of the names of columns. */
  public CsvText(List<String> columns) {
    add(columns);
  }

  /** Begins with a line of the names of columns, which have commas between them. */
  public static CsvText of(String columns) {
    return new CsvText(List.of(columns.split(",")));
  }

  /** Adds a row; a field of an optional without a value is empty. */
  public CsvText add(Object... values) {
    text.append(CsvLine.of(Arrays.stream(values).map(CsvText::field).toList())).append('\n');
    return this;
  }

  /** Adds a row, as {@link #add(Object...)} does. */
  public CsvText add(List<?> values) {
    return add(values.toArray());
  }

  private static String field(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.map(String::valueOf).orElse("");
      case OptionalDouble optional ->
          optional.isPresent() ? String.valueOf(optional.getAsDouble()) : "";
      default -> String.valueOf(value);
    };
  }

  /**
   * Writes the rows whole or not at all.
   *
   * @return the file
   * @throws IOException if it cannot be written; the message states why and what to do
   */
  public Path write(Path file) throws IOException {
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    return file;
  }
}
