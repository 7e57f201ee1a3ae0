package dev.rawline.workbench.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A token of a query in SQL.
 *
 * @param kind its kind
 * @param text its text; a plain name in lower case, a quoted one without its quotes
 * @param begin where it begins in the query
 * @param end where it ends
 */
record SqlToken(Kind kind, String text, int begin, int end) {
  private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

  /** Kinds of tokens. */
  enum Kind {
    /** A name or a keyword. */
    NAME,
    /** A name in quotes. */
    QUOTED_NAME,
    /** A text. */
    TEXT,
    /** A digit or any other sign. */
    SIGN
  }

  /** Returns whether it is a sign, or a plain name. */
  boolean is(String text) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && this.text.equals(text);
  }

  /**
   * Returns the tokens of a query.
   *
   * @param postgres whether PostgreSQL reads it, where a backslash escapes the next character in
   *     E'…'; otherwise SQLite, where brackets and backticks quote names
   * @throws IllegalArgumentException if it is written so that tokens are not clear
   */
  static List<SqlToken> of(String sql, boolean postgres) {
    if (LONE_RETURN.matcher(sql).find()) {
      throw new IllegalArgumentException("the query has a carriage return: begin a new line");
    }
    List<SqlToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      char unit = sql.charAt(at);
      int next = afterComment(sql, at);
      if (next > at) {
        at = next;
      } else if (Character.isWhitespace(unit)) {
        at++;
      } else {
        SqlToken token =
            postgres || (unit != '[' && unit != '`')
                ? token(sql, at, postgres && isEscaping(tokens, at))
                : quoted(sql, at, unit == '[' ? ']' : unit, false);
        tokens.add(token);
        at = token.end;
      }
    }
    return tokens;
  }

  /** Only in E'…' does PostgreSQL read a backslash as an escape. */
  private static boolean isEscaping(List<SqlToken> tokens, int at) {
    return !tokens.isEmpty() && tokens.getLast().is("e") && tokens.getLast().end == at;
  }

  private static SqlToken token(String sql, int at, boolean escapes) {
    char unit = sql.charAt(at);
    if (unit == '\'' || unit == '"') {
      return quoted(sql, at, unit, escapes);
    }
    if (unit == '$') {
      throw new IllegalArgumentException("the query contains $: put texts in single quotes");
    }
    if (isOfName(unit) && !Character.isDigit(unit)) {
      int end = at;
      while (end < sql.length() && (isOfName(sql.charAt(end)) || sql.charAt(end) == '$')) {
        end++;
      }
      String name = sql.substring(at, end).toLowerCase(Locale.ROOT);
      if (name.equals("u") && sql.startsWith("&", end)) {
        throw new IllegalArgumentException(
            "the query contains U&: write the characters themselves");
      }
      return new SqlToken(Kind.NAME, name, at, end);
    }
    return new SqlToken(Kind.SIGN, sql.substring(at, at + 1), at, at + 1);
  }

  private static SqlToken quoted(String sql, int at, char quote, boolean escapes) {
    int end = afterQuoted(sql, at, quote, escapes);
    return new SqlToken(
        quote == '\'' ? Kind.TEXT : Kind.QUOTED_NAME,
        sql.substring(at + 1, Math.max(at + 1, end - 1)),
        at,
        end);
  }

  private static boolean isOfName(char unit) {
    return unit == '_' || unit > 0x7f || Character.isLetterOrDigit(unit);
  }

  private static int afterQuoted(String sql, int from, char quote, boolean escapes) {
    int at = from + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) == quote
          && (quote == ']' || at + 1 == sql.length() || sql.charAt(at + 1) != quote)) {
        return at + 1;
      }
      boolean two =
          (sql.charAt(at) == quote && quote != ']') || (escapes && sql.charAt(at) == '\\');
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
      int inner = sql.indexOf("/*", at + 2);
      if (inner >= 0 && (end < 0 || inner < end)) {
        throw new IllegalArgumentException("the query has a comment within a comment: remove it");
      }
      return end < 0 ? sql.length() : end + 2;
    }
    return at;
  }
}
