package dev.rawline.data.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifiers;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** Returns the fields of all lines of a file but its heading. */
  public static List<List<String>> read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(CsvLine::fields).toList();
    }
  }

  /** Returns a field as it is written: in quotes where it must be, as {@link #of} does. */
  public static String field(String text) {
    return of(List.of(text));
  }
}
