package dev.rawline.workbench.book;

import dev.rawline.workbench.book.SqlToken.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user's query in SQL: one statement that reads, and that calls only functions which compute.
 *
 * <p>A database has functions that read its server's files, end its connections or run other
 * statements; an administrator may call them even where nothing can be written. So what stands
 * before a parenthesis must be in a list, and tables of the system are not of the lab book.
 */
final class ReadOnlySql {
  private static final List<String> READING = List.of("select", "with", "values", "explain");
  private static final Set<String> STATEMENTS = Set.of("select", "with", "values");
  private static final String SYSTEM = "pg_";
  private static final String CATALOGUE = "pg_catalog";

  /** Keywords, types and functions. */
  private static final Set<String> BEFORE_PARENTHESIS = words();

  private final List<SqlToken> tokens;

  /** For each parenthesis the place of the one that matches it, or −1. */
  private final int[] matching;

  private ReadOnlySql(List<SqlToken> tokens) {
    this.tokens = tokens;
    this.matching = new int[tokens.size()];
    Arrays.fill(matching, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < matching.length; at++) {
      if (isSign(at, "(")) {
        open.push(at);
      } else if (isSign(at, ")") && !open.isEmpty()) {
        matching[at] = open.pop();
        matching[matching[at]] = at;
      }
    }
  }

  private static Set<String> words() {
    try (InputStream list = ReadOnlySql.class.getResourceAsStream("/rawline/book/functions.txt")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(Pattern.compile("\\s+")::splitAsStream)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the statement without the semicolon at its end.
   *
   * @throws IllegalArgumentException if there is none, there are several, it does more than read,
   *     or it calls other functions than those that compute
   */
  static String reading(String sql) {
    List<SqlToken> tokens = SqlToken.of(sql, true);
    int count = 0;
    while (count < tokens.size() && !tokens.get(count).is(";")) {
      count++;
    }
    if (!tokens.subList(count, tokens.size()).stream().allMatch(token -> token.is(";"))) {
      throw new IllegalArgumentException(
          "there are several statements: give one at a time, such as 'select * from runs'");
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "there is no statement: expected one, such as 'select * from runs'");
    }
    String first =
        tokens.stream().filter(token -> !token.is("(")).findFirst().map(SqlToken::text).orElse("(");
    if (!READING.contains(first)) {
      throw new IllegalArgumentException(
          "'%s' is not a statement that reads: begin with select or with".formatted(first));
    }
    new ReadOnlySql(tokens).requireComputing();
    // SQLite knows no escapes, and would read the same text differently.
    new ReadOnlySql(SqlToken.of(sql, false)).requireComputing();
    return sql.substring(0, tokens.get(count - 1).end()).strip();
  }

  private void requireComputing() {
    for (int at = 0; at < tokens.size(); at++) {
      boolean system = isName(at) && tokens.get(at).text().startsWith(SYSTEM) && !isQualifier(at);
      int before = at - 1;
      boolean call =
          isSign(at, "(") && (isSign(before, "]") || (isName(before) && !isKnown(before)));
      if (call || system) {
        throw new IllegalArgumentException(
            "'%s' is not for queries of the lab book: use its views, and functions that only compute (docs/reference/lab-sql.md lists them)"
                .formatted(tokens.get(system ? at : before).text()));
      }
    }
  }

  /**
   * Returns whether a name before a parenthesis is in the list, or names the columns of a query.
   */
  private boolean isKnown(int at) {
    String name = tokens.get(at).text();
    if (isSign(at - 1, ".")) {
      return isName(at - 2) && isQualifier(at - 2) && BEFORE_PARENTHESIS.contains(name);
    }
    return BEFORE_PARENTHESIS.contains(name) || isName(at - 1, "as") || isAlias(at) || isQuery(at);
  }

  /** After parentheses: (select …) a(b), but not distinct on (a) f(b), and no operator. */
  private boolean isAlias(int at) {
    return isSign(at - 1, ")")
        && matching[at - 1] >= 0
        && !isName(matching[at - 1] - 1, "on")
        && !tokens.get(at).text().equals("operator");
  }

  /** Returns whether a name with names of columns is that of a query: with a(b) as (select …). */
  private boolean isQuery(int name) {
    if (isName(name - 1, "with") || isName(name - 1, "recursive")) {
      return true;
    }
    int at = matching[name + 1] + 1;
    if (at == 0 || !isSign(name - 1, ",") || !isName(at, "as")) {
      return false;
    }
    at++;
    while (isName(at, "not") || isName(at, "materialized")) {
      at++;
    }
    return isSign(at, "(")
        && at + 1 < tokens.size()
        && STATEMENTS.contains(tokens.get(at + 1).text());
  }

  /** Returns whether a name is that of the schema of the system's own functions. */
  private boolean isQualifier(int at) {
    return tokens.get(at).text().equals(CATALOGUE)
        && isSign(at + 1, ".")
        && isName(at + 2)
        && isSign(at + 3, "(");
  }

  private boolean isName(int at) {
    return at >= 0
        && at < tokens.size()
        && (tokens.get(at).kind() == Kind.NAME || tokens.get(at).kind() == Kind.QUOTED_NAME);
  }

  private boolean isName(int at, String keyword) {
    return at >= 0
        && at < tokens.size()
        && tokens.get(at).kind() == Kind.NAME
        && tokens.get(at).text().equals(keyword);
  }

  private boolean isSign(int at, String sign) {
    return at >= 0
        && at < tokens.size()
        && tokens.get(at).kind() == Kind.SIGN
        && tokens.get(at).text().equals(sign);
  }
}
