package dev.rawline.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.lab.LabDiffCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static String printed(TextTable table) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out));
    return out.toString();
  }

  @Test
  void numbersAreRightAlignedAndTextsLeftAligned() {
    TextTable table = new TextTable(List.of("name", "value"));
    table.add(List.of("accuracy", 0.912345));
    table.add(Arrays.asList("loss", null));
    table.add(List.of("é", 12.0));
    assertThat(printed(table))
        .isEqualTo(
            """
            name       value
            accuracy  0.9123
            loss
            é             12
            """);
  }

  @Test
  void linesFitAndNumbersAreNotTruncated() {
    TextTable table = new TextTable(List.of("one", "number", "other"));
    table.add(List.of("x".repeat(200), 123456L, "y".repeat(30)));
    String line = printed(table).lines().skip(1).findFirst().orElseThrow();
    assertThat(line).hasSize(100).contains("x…  123456  " + "y".repeat(30));
  }

  @Test
  void pipesReceiveWholeValues() {
    TextTable table = new TextTable(List.of("one"));
    table.add(List.of("x".repeat(200)));
    StringWriter out = new StringWriter();
    table.printWhole(new PrintWriter(out));
    assertThat(out.toString()).contains("x".repeat(200));
  }

  @Test
  void longTextsAreShortenedAroundTheirDifference() {
    String start = "/home/ada/data/sets/of/many/names/";
    assertThat(LabDiffCommand.unlike(start + "one/labels.csv", start + "other/labels.csv"))
        .isEqualTo("…/names/one/labels.…");
    assertThat(LabDiffCommand.unlike("same", "same")).isEqualTo("same");
  }

  @Test
  void valuesHaveSignificantDigits() {
    assertThat(List.of(0.5, 1234.5678, 1e-5, 2e9, 3.0, Double.NaN, Double.NEGATIVE_INFINITY))
        .extracting(TextTable::number)
        .containsExactly("0.5000", "1234.57", "1.000e-05", "2.000e+09", "3", "nan", "-inf");
  }
}
