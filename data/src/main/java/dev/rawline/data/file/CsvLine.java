package dev.rawline.data.file;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values → its fields; quotes may enclose one (RFC 4180). */
public final class CsvLine {
  private CsvLine() {}

  /** Returns the fields without the spaces around them; an open quote reaches to the line's end. */
  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char unit = line.charAt(i);
      if (quoted && unit == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (unit == '"') {
        quoted = !quoted;
      } else if (unit == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(unit);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** Returns whether every quote that a line opens is closed in it. */
  public static boolean isWhole(String line) {
    return line.chars().filter(unit -> unit == '"').count() % 2 == 0;
  }

  /**
   * Returns a field as it is written: in quotes where it holds a comma, a quote or outer spaces.
   */
  public static String field(String text) {
    return text.contains(",") || text.contains("\"") || !text.equals(text.strip())
        ? "\"" + text.replace("\"", "\"\"") + "\""
        : text;
  }
}
