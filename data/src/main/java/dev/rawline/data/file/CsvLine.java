package dev.rawline.data.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifiers;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fields ↔ one line of comma-separated values (RFC 4180), without its line end. */
public final class CsvLine {
  private static final CsvReader.CsvReaderBuilder READER =
      CsvReader.builder()
          .skipEmptyLines(false)
          .trimWhitespacesAroundQuotes(true)
          .allowUnclosedQuote(true);

  /** Fields are stripped when read, so that outer spaces need quotes. */
  private static final QuoteStrategy OUTER_SPACES =
      new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
          return !value.equals(value.strip());
        }
      };

  /** A field may begin with #, which the library would quote as the begin of a comment. */
  private static final char NO_COMMENT = '\u001f';

  private static final CsvWriter.CsvWriterBuilder WRITER =
      CsvWriter.builder()
          .commentCharacter(NO_COMMENT)
          .quoteStrategy(OUTER_SPACES)
          .lineDelimiter(LineDelimiter.LF)
          .bufferSize(0);

  private CsvLine() {}

  /**
   * Returns the fields without the spaces around them; an open quote reaches to the line's end.
   *
   * @throws IllegalArgumentException if text follows a closing quote
   */
  public static List<String> fields(String line) {
    if (line.isEmpty()) {
      return List.of("");
    }
    CsvRecordHandler stripped =
        CsvRecordHandler.of(handler -> handler.fieldModifier(FieldModifiers.STRIP));
    try {
      return READER.ofSingleCsvRecord(stripped, line).getFields();
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("has text after a closing quote: expected a comma", e);
    }
  }

  /** Returns whether every quote that a line opens is closed in it. */
  public static boolean isWhole(String line) {
    return line.chars().filter(unit -> unit == '"').count() % 2 == 0;
  }

  /**
   * Returns fields as a line: those in quotes that hold a comma, a quote, a line break or outer
   * spaces.
   */
  public static String of(List<String> fields) {
    StringWriter line = new StringWriter();
    WRITER.build(line).writeRecord(fields);
    return line.toString().substring(0, line.getBuffer().length() - 1);
  }

  /** What a line of a table is for its reader. */
  public interface Row<T> {
    /**
     * Reads the fields of a line.
     *
     * @throws IllegalArgumentException if they are others than expected; the message states which
     */
    T of(List<String> fields);
  }

  /**
   * Reads all lines of a file but its heading.
   *
   * @throws RejectedFileException if a line is no row; the message names it
   * @throws IOException if the file cannot be read, or is not text in UTF-8
   */
  public static <T> List<T> read(Path file, Row<T> row) throws IOException {
    List<T> rows = new ArrayList<>();
    try (BufferedReader lines = BoundedFile.lines(file)) {
      lines.readLine();
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          rows.add(row.of(fields(line)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          throw new RejectedFileException(
              file,
              "is damaged in line %d ('%s': %s)".formatted(number, line, e.getMessage()),
              "copy it again, or run the command that wrote it again",
              e);
        }
      }
    }
    return rows;
  }

  /** Returns a field as it is written: in quotes where it must be, as {@link #of} does. */
  public static String field(String text) {
    return of(List.of(text));
  }
}
