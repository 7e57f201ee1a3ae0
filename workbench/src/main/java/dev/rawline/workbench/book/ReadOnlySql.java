package dev.rawline.workbench.book;

import java.util.List;
import java.util.Locale;

/** A user's query in SQL: one statement that reads. */
final class ReadOnlySql {
  private static final List<String> READING = List.of("select", "with", "values", "explain");

  private ReadOnlySql() {}

  /**
   * Returns the statement without the semicolon at its end.
   *
   * @throws IllegalArgumentException if there is none, there are several, or it does more than read
   */
  static String reading(String sql) {
    int end = end(sql);
    String statement = sql.substring(0, end).strip();
    String rest = sql.substring(Math.min(sql.length(), end + 1));
    if (afterBlank(rest, ';') < rest.length()) {
      throw new IllegalArgumentException(
          "there are several statements: give one at a time, such as 'select * from runs'");
    }
    String first = firstWord(statement);
    if (first.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no statement: expected one, such as 'select * from runs'");
    }
    if (!READING.contains(first)) {
      throw new IllegalArgumentException(
          "'%s' is not a statement that reads: begin with select or with".formatted(first));
    }
    return statement;
  }

  private static String firstWord(String statement) {
    int at = afterBlank(statement, '(');
    int end = at;
    while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
      end++;
    }
    return (end == at && at < statement.length()
            ? statement.substring(at, at + 1)
            : statement.substring(at, end))
        .toLowerCase(Locale.ROOT);
  }

  /** Returns the end of the blanks, comments and signs of one kind that a text begins with. */
  private static int afterBlank(String text, char skipped) {
    int at = 0;
    while (at < text.length()) {
      int next = afterComment(text, at);
      if (next > at) {
        at = next;
      } else if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == skipped) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  /** Returns the position of the first semicolon outside texts and comments, or the end. */
  private static int end(String sql) {
    int at = 0;
    while (at < sql.length() && sql.charAt(at) != ';') {
      int next = afterComment(sql, at);
      char unit = sql.charAt(at);
      if (next > at) {
        at = next;
      } else if (unit == '\'' || unit == '"' || unit == '`') {
        // Only in E'…' does PostgreSQL read a backslash as an escape.
        boolean escapes =
            unit == '\'' && at > 0 && Character.toLowerCase(sql.charAt(at - 1)) == 'e';
        at = afterQuoted(sql, at, unit, escapes);
      } else {
        at++;
      }
    }
    return at;
  }

  private static int afterQuoted(String sql, int from, char quote, boolean escapes) {
    int at = from + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) == quote && (at + 1 == sql.length() || sql.charAt(at + 1) != quote)) {
        return at + 1;
      }
      boolean two = sql.charAt(at) == quote || (escapes && sql.charAt(at) == '\\');
      at += two ? 2 : 1;
    }
    return sql.length();
  }

  /** Returns the end of the comment that begins here, or the same position if there is none. */
  private static int afterComment(String sql, int at) {
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      return end < 0 ? sql.length() : end + 1;
    }
    if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    return at;
  }
}
