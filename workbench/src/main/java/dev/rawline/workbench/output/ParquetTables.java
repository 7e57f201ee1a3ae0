package dev.rawline.workbench.output;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Tables as Apache Parquet; found by {@link java.util.ServiceLoader}, since its library comes with
 * what clusters need.
 */
public interface ParquetTables {

  /**
   * Writes a table as Parquet, in memory that does not grow with it.
   *
   * <p>A column is of the first of these types that all its values have: boolean ({@code true},
   * {@code false}), 64-bit integer, 64-bit number, text. Empty fields are null. Columns have the
   * names of the heading and its order.
   *
   * @param csv the table, comma-separated values with a heading
   * @param parquet the file to write, whole or not at all; a former file is replaced
   * @return the number of rows
   * @throws RejectedFileException if the table is damaged, or two columns have one name
   * @throws IOException if it cannot be read, or the file cannot be written
   */
  long write(Path csv, Path parquet) throws IOException;
}
