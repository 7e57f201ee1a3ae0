package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.yaml.ConfigurationException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of comma-separated values: its columns are named by the first line, in any order, and its
 * problems are reported all together.
 */
public final class CsvTable {
  private static final int MOST_BYTES = 1 << 28;

  /** A table whose files are elsewhere has a problem in each line. */
  private static final int MOST_SHOWN = 20;

  private final Path file;
  private final List<Row> rows = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private CsvTable(Path file) {
    this.file = file;
  }

  /** The problem of one line, or of the whole table (line 0). */
  private record Problem(int line, String text) {}

  /**
   * One line.
   *
   * @param line its number, from 1
   * @param cells its fields, by the names of their columns
   */
  public record Row(int line, Map<String, String> cells) {

    /** Returns a field; empty where the table has no such column. */
    public String cell(String column) {
      return cells.getOrDefault(column, "");
    }

    /** Returns the number in a field; NaN where there is none. */
    public double number(String column) {
      try {
        return Double.parseDouble(cell(column));
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }

  /**
   * Reads a table.
   *
   * @param required columns that it must have; further ones are kept
   * @throws ConfigurationException if it cannot be read, or its first line lacks a column
   */
  public static CsvTable read(Path file, List<String> required) throws ConfigurationException {
    CsvTable table = new CsvTable(file);
    String[] lines = table.text().split("\\R", -1);
    List<String> columns = table.columns(lines[0]);
    table.requireColumns(columns, lines[0], required);
    for (int line = 2; line <= lines.length; line++) {
      if (!lines[line - 1].isBlank()) {
        table.add(columns, lines[line - 1], line);
      }
    }
    return table;
  }

  private String text() throws ConfigurationException {
    try {
      return BoundedFile.text(file, MOST_BYTES);
    } catch (FileSystemException e) {
      throw new ConfigurationException(file, List.of(e.getReason()));
    }
  }

  private List<String> columns(String heading) throws ConfigurationException {
    try {
      return CsvLine.fields(heading).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(file, List.of("line 1: " + e.getMessage()));
    }
  }

  private void requireColumns(List<String> columns, String heading, List<String> required)
      throws ConfigurationException {
    Set<String> seen = new HashSet<>();
    if (columns.size() == 1 && heading.contains(";")) {
      problem(1, "separates the columns by ';': expected ','");
    } else {
      for (String name : required) {
        if (!columns.contains(name)) {
          problem(
              1,
              "names no column %s: expected %s; it has %s"
                  .formatted(name, String.join(", ", required), String.join(", ", columns)));
        }
      }
      for (String name : columns) {
        if (!name.isEmpty() && !seen.add(name)) {
          problem(1, "names the column %s twice".formatted(name));
        }
      }
    }
    rejectProblems();
  }

  private void add(List<String> columns, String text, int line) {
    if (!CsvLine.isWhole(text)) {
      problem(line, "has an unclosed quote: a field must not contain a line break");
      return;
    }
    List<String> fields;
    try {
      fields = CsvLine.fields(text);
    } catch (IllegalArgumentException e) {
      problem(line, e.getMessage());
      return;
    }
    if (fields.size() != columns.size()) {
      problem(
          line,
          "has %d fields: expected %d, as line 1 names columns"
              .formatted(fields.size(), columns.size()));
      return;
    }
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      cells.put(columns.get(i), fields.get(i));
    }
    rows.add(new Row(line, cells));
  }

  /** Returns the lines with one field for each column. */
  public List<Row> rows() {
    return rows;
  }

  /** Returns the rights in a column {@code licence} (or license), of all lines together. */
  Rights rights() {
    Set<String> licences = new TreeSet<>();
    for (Row row : rows) {
      licences.add(row.cell("licence").isEmpty() ? row.cell("license") : row.cell("licence"));
    }
    licences.remove("");
    return licences.isEmpty()
        ? Rights.UNKNOWN
        : new Rights(Optional.of(String.join(", ", licences)), Optional.empty(), Optional.empty());
  }

  /** Adds a problem of one line. */
  public void problem(int line, String what) {
    problems.add(new Problem(line, "line %d: %s".formatted(line, what)));
  }

  /** Adds a problem of the whole table. */
  public void problem(String what) {
    problems.add(new Problem(0, what));
  }

  /** Returns the file of a field; adds a problem if there is none. */
  Optional<FileTree.Entry> entry(FileTree tree, Row row, String column) {
    String name = row.cell(column);
    if (name.isEmpty()) {
      problem(row.line(), "%s is empty: expected a file in this folder".formatted(column));
      return Optional.empty();
    }
    Optional<FileTree.Entry> entry = tree.file(name);
    if (entry.isEmpty()) {
      // Only for the problems that are shown: it looks at every file.
      Optional<FileTree.Entry> nearly =
          problems.size() < MOST_SHOWN ? tree.nearly(name) : Optional.empty();
      problem(
          row.line(),
          nearly
              .map(
                  near -> "there is no file %s, but a similar one, %s".formatted(name, near.name()))
              .orElse("there is no file %s in this folder".formatted(name)));
    }
    return entry;
  }

  /** Returns how many problems there are. */
  public int problems() {
    return problems.size();
  }

  /**
   * Rejects the table if it has problems.
   *
   * @throws ConfigurationException listing all by their lines; of very many, the first ones and
   *     their number
   */
  public void rejectProblems() throws ConfigurationException {
    if (problems.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>();
    problems.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .limit(MOST_SHOWN)
        .forEach(problem -> shown.add(problem.text()));
    if (problems.size() > MOST_SHOWN) {
      shown.add("and %d more, %d in all".formatted(problems.size() - MOST_SHOWN, problems.size()));
    }
    throw new ConfigurationException(file, shown);
  }
}
