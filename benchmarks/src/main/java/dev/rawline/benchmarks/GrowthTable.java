package dev.rawline.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that is written as a file and as Markdown.
 *
 * @param name the name of the file
 * @param heads the heads of the columns
 * @param rows the rows, a cell a column
 */
public record GrowthTable(String name, List<String> heads, List<List<String>> rows) {
  /** Returns the table as a file of lines, with {@code ;} between cells. */
  public String csv() {
    return Stream.concat(Stream.of(heads), rows.stream())
        .map(row -> String.join(";", row) + "\n")
        .collect(Collectors.joining());
  }

  /** Returns the table as Markdown. */
  public String markdown() {
    String rule = "|---|" + String.join("", Collections.nCopies(heads.size() - 1, "---:|"));
    return Stream.concat(Stream.of(line(heads), rule), rows.stream().map(GrowthTable::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
