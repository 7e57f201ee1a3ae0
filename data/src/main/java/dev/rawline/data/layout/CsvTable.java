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
 * mistakes are told all together.
 */
final class CsvTable {
  private static final int MOST_BYTES = 1 << 28;

  /** A table whose files are elsewhere has as many mistakes as lines. */
  private static final int MOST_SHOWN = 20;

  private final Path file;
  private final List<Row> rows = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private CsvTable(Path file) {
    this.file = file;
  }

  /** What is wrong in one line, or in the whole table (line 0). */
  private record Mistake(int line, String text) {}

  /**
   * One line.
   *
   * @param line its number, from 1
   * @param cells its fields, by the names of their columns
   */
  record Row(int line, Map<String, String> cells) {

    /** Returns a field; empty where the table has no such column. */
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }
  }

  /**
   * Reads a table.
   *
   * @param required columns that it must have; further ones are kept
   * @throws ConfigurationException if it cannot be read, or its first line lacks a column
   */
  static CsvTable read(Path file, List<String> required) throws ConfigurationException {
    CsvTable table = new CsvTable(file);
    String[] lines = table.text().split("\\R", -1);
    List<String> columns =
        CsvLine.fields(lines[0]).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
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

  private void requireColumns(List<String> columns, String heading, List<String> required)
      throws ConfigurationException {
    Set<String> seen = new HashSet<>();
    if (columns.size() == 1 && heading.contains(";")) {
      mistake(1, "separates the columns by ';': expected ','");
    } else {
      for (String name : required) {
        if (!columns.contains(name)) {
          mistake(
              1,
              "names no column %s: expected %s; it has %s"
                  .formatted(name, String.join(", ", required), String.join(", ", columns)));
        }
      }
      for (String name : columns) {
        if (!name.isEmpty() && !seen.add(name)) {
          mistake(1, "names the column %s twice".formatted(name));
        }
      }
    }
    refuseMistakes();
  }

  private void add(List<String> columns, String text, int line) {
    if (!CsvLine.isWhole(text)) {
      mistake(line, "opens a quote that it does not close: a field must not hold a line break");
      return;
    }
    List<String> fields = CsvLine.fields(text);
    if (fields.size() != columns.size()) {
      mistake(
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

  /** Returns the lines that have as many fields as there are columns. */
  List<Row> rows() {
    return rows;
  }

  /** Returns the rights that a column {@code licence} (or license) tells, of all lines together. */
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

  /** Returns what the table is called. */
  String name() {
    return String.valueOf(file.getFileName());
  }

  /** Adds a mistake of one line. */
  void mistake(int line, String what) {
    mistakes.add(new Mistake(line, "line %d: %s".formatted(line, what)));
  }

  /** Adds a mistake of the whole table. */
  void mistake(String what) {
    mistakes.add(new Mistake(0, what));
  }

  /** Returns the file of a field; where there is none, that is a mistake. */
  Optional<FileTree.Entry> entry(FileTree tree, Row row, String column) {
    String name = row.cell(column);
    if (name.isEmpty()) {
      mistake(row.line(), "%s is empty: expected a file in this folder".formatted(column));
      return Optional.empty();
    }
    Optional<FileTree.Entry> entry = tree.file(name);
    if (entry.isEmpty()) {
      // Only for the mistakes that are shown: it looks at every file.
      Optional<FileTree.Entry> nearly =
          mistakes.size() < MOST_SHOWN ? tree.nearly(name) : Optional.empty();
      mistake(
          row.line(),
          nearly
              .map(
                  near ->
                      "there is no file %s, but one that is called %s".formatted(name, near.name()))
              .orElse("there is no file %s in this folder".formatted(name)));
    }
    return entry;
  }

  /**
   * Refuses the table if it has mistakes.
   *
   * @throws ConfigurationException listing all by their lines; of very many, the first ones and how
   *     many there are
   */
  void refuseMistakes() throws ConfigurationException {
    if (mistakes.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>();
    mistakes.stream()
        .sorted(Comparator.comparingInt(Mistake::line))
        .limit(MOST_SHOWN)
        .forEach(mistake -> shown.add(mistake.text()));
    if (mistakes.size() > MOST_SHOWN) {
      shown.add("and %d more, %d in all".formatted(mistakes.size() - MOST_SHOWN, mistakes.size()));
    }
    throw new ConfigurationException(file, shown);
  }
}
