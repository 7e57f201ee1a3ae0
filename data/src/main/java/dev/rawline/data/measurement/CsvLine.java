package dev.rawline.data.measurement;

import java.util.ArrayList;
import java.util.List;

/** One line of comma-separated values → its fields; quotes may enclose one (RFC 4180). */
final class CsvLine {
  private CsvLine() {}

  /** Returns the fields without the spaces around them; an open quote reaches to the line's end. */
  static List<String> fields(String line) {
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
}
