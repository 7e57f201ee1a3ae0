package dev.rawline.data.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifier;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Fields ↔ one line of comma-separated values (RFC 4180), without its line end.
 *
 * <p>Spreadsheets compute fields that begin with {@code = + - @}, a tab or a carriage return.
 * Unless such a field is a number, it is written behind an apostrophe, which is taken away when it
 * is read; and so is one that begins with apostrophes before such a character.
 */
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

  /** A field that a spreadsheet may compute, and what is written for one. */
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r＝＋－＠].*", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?Infinity");

  /** Spaces within quotes belong to a field. */
  private static final FieldModifier UNQUOTED =
      new FieldModifier() {
        @Override
        public String modify(long line, int index, boolean quoted, String field) {
          return quoted ? field : field.strip();
        }
      };

  /** The most lines of a field: a damaged quote does not open one to the end of the file. */
  private static final int MOST_LINES = 100;

  private CsvLine() {}

  /**
   * Returns the fields without the spaces around them and their quotes; an open quote reaches to
   * the line's end.
   *
   * @throws IllegalArgumentException if text follows a closing quote
   */
  public static List<String> fields(String line) {
    if (line.isEmpty()) {
      return List.of("");
    }
    try {
      return plain(READER.ofSingleCsvRecord(stripped(), line).getFields());
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("has text after a closing quote: expected a comma", e);
    }
  }

  private static CsvRecordHandler stripped() {
    return CsvRecordHandler.of(handler -> handler.fieldModifier(UNQUOTED));
  }

  private static boolean isFormula(String field) {
    return FORMULA.matcher(field).matches() && !NUMBER.matcher(field).matches();
  }

  private static List<String> plain(List<String> fields) {
    return fields.stream()
        .map(
            field ->
                field.startsWith("'") && isFormula(field.substring(1)) ? field.substring(1) : field)
        .toList();
  }

  /** Returns whether every quote that a line opens is closed in it. */
  public static boolean isWhole(String line) {
    return line.chars().filter(unit -> unit == '"').count() % 2 == 0;
  }

  /**
   * Returns fields as a line: those in quotes that hold a comma, a quote, a line break or outer
   * spaces, and formulas behind an apostrophe.
   */
  public static String of(List<String> fields) {
    StringWriter line = new StringWriter();
    WRITER
        .build(line)
        .writeRecord(fields.stream().map(field -> isFormula(field) ? "'" + field : field).toList());
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
   * Reads all lines of a file but its heading; a field in quotes may have lines.
   *
   * @throws RejectedFileException if a line is no row; the message names it
   * @throws IOException if the file cannot be read, or is not text in UTF-8
   */
  public static <T> List<T> read(Path file, Row<T> row) throws IOException {
    List<T> rows = new ArrayList<>();
    forEach(file, fields -> rows.add(row.of(fields)));
    return rows;
  }

  /**
   * Reads a file as {@link #read}, however large, a line at a time.
   *
   * @param row receives the fields of every line but the heading
   * @throws RejectedFileException if a line is no row; the message names it
   * @throws IOException if the file cannot be read, or is not text in UTF-8
   */
  public static void forEach(Path file, Consumer<List<String>> row) throws IOException {
    try (BufferedReader lines = BoundedFile.lines(file)) {
      lines.readLine();
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String record = line;
        for (int more = 0; more < MOST_LINES && !isWhole(record); more++) {
          String next = lines.readLine();
          if (next == null) {
            break;
          }
          record += "\n" + next;
        }
        try {
          if (!isWhole(record)) {
            throw new IllegalArgumentException("has an unclosed quote");
          }
          row.accept(fields(record));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
          throw new RejectedFileException(
              file,
              "is damaged in line %d ('%s': %s)".formatted(number, line, e.getMessage()),
              "copy it again, or run the command that wrote it again",
              e);
        }
        number += Math.toIntExact(record.chars().filter(unit -> unit == '\n').count());
      }
    }
  }
}
