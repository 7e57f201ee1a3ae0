package dev.rawline.app.terminal;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.text.VisibleText;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows → an aligned table of text: numbers to the right with the digits that matter, and what is
 * too long cut, so that a line fits the width of a help text, where no other program reads it.
 */
public final class TextTable {
  private static final int WIDTH = 100;
  private static final int ANY_WIDTH = Integer.MAX_VALUE / 2;
  private static final int NARROWEST = 8;
  private static final String BETWEEN = "  ";
  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-3;

  private final List<String> columns;
  private final Set<String> whole;
  private final List<List<Object>> rows = new ArrayList<>();

  public TextTable(List<String> columns) {
    this(columns, Set.of());
  }

  /**
   * Begins a table.
   *
   * @param whole the columns that are never cut, as half a time is useless
   */
  public TextTable(List<String> columns, Set<String> whole) {
    this.columns = List.copyOf(columns);
    this.whole = Set.copyOf(whole);
  }

  /** Adds a row; a value may be null. */
  public void add(List<?> values) {
    rows.add(new ArrayList<>(values));
  }

  /** Prints the value of a field behind its label, below others. */
  public static void printField(PrintWriter out, String label, String value) {
    out.printf("  %-15s%s%n", label, value);
  }

  /**
   * Returns whether a person reads stdout in a terminal. The property {@code rawline.terminal} says
   * so where the command's streams are not those of the process.
   */
  public static boolean isRead() {
    String stated = System.getProperty("rawline.terminal");
    return stated != null
        ? Boolean.parseBoolean(stated)
        : Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** Prints the table so that lines fit; of no rows the heading alone. */
  public void print(PrintWriter out) {
    print(out, WIDTH);
  }

  /** Prints a heading and the table as {@link #printWhole} does; nothing where it has no rows. */
  public void printBelow(String heading, PrintWriter out) {
    if (!rows.isEmpty()) {
      out.printf("%n%s%n", heading);
      printWhole(out);
    }
  }

  /** Prints the table, cut only where stdout is a terminal. */
  public void printWhole(PrintWriter out) {
    print(out, isRead() ? WIDTH : ANY_WIDTH);
  }

  private void print(PrintWriter out, int width) {
    List<List<String>> texts = new ArrayList<>();
    texts.add(columns);
    for (List<Object> row : rows) {
      texts.add(row.stream().map(TextTable::text).toList());
    }
    boolean[] ofNumbers = new boolean[columns.size()];
    for (int column = 0; column < ofNumbers.length; column++) {
      ofNumbers[column] = isOfNumbers(column); // once: it looks at all rows
    }
    int[] widths = widths(texts, ofNumbers, width);
    for (List<String> line : texts) {
      StringBuilder printed = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cut = cut(line.get(column), widths[column]);
        String space = " ".repeat(widths[column] - cut.codePointCount(0, cut.length()));
        printed.append(column == 0 ? "" : BETWEEN);
        printed.append(ofNumbers[column] ? space + cut : cut + space);
      }
      out.println(printed.toString().stripTrailing());
    }
  }

  private boolean isOfNumbers(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(value -> value == null || value instanceof Number);
  }

  /** Every column as wide as its longest text, but the widest of texts give way. */
  private int[] widths(List<List<String>> texts, boolean[] ofNumbers, int width) {
    int[] widths = new int[columns.size()];
    for (List<String> line : texts) {
      for (int column = 0; column < widths.length; column++) {
        String text = line.get(column);
        widths[column] = Math.max(widths[column], text.codePointCount(0, text.length()));
      }
    }
    int room = width - BETWEEN.length() * (widths.length - 1);
    while (Arrays.stream(widths).sum() > room) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        if (!ofNumbers[column]
            && !whole.contains(columns.get(column))
            && widths[column] > NARROWEST
            && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        break; // too many columns for any line
      }
      widths[widest]--;
    }
    return widths;
  }

  private static String cut(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  /** Returns a value as a person reads it. */
  static String text(Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> number(number);
      default ->
          VisibleText.of(
              Address.redacted(String.valueOf(value).lines().collect(Collectors.joining(" "))));
    };
  }

  /** Returns a number with about four digits that matter. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < LARGE) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return size < SMALL || size >= LARGE
        ? String.format(Locale.ROOT, "%.3e", value)
        : size < 10
            ? String.format(Locale.ROOT, "%.4f", value)
            : String.format(Locale.ROOT, "%.2f", value);
  }
}
