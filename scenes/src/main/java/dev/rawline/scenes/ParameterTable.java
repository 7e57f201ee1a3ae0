package dev.rawline.scenes;

import dev.rawline.imaging.random.RandomDraws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A table of numbers by name, some of them fixed, others drawn from a range. */
public final class ParameterTable {
  private final Map<String, double[][]> rows = new HashMap<>();

  /**
   * Reads a table.
   *
   * @param text a line of headings, then a line a row: its name and, a column each, a number
   *     ({@code 0.4}) or a range ({@code 0.4..0.9})
   */
  public ParameterTable(String text) {
    for (String line : text.lines().skip(1).toList()) {
      String[] words = line.strip().split("\\s+", -1);
      double[][] ranges = new double[words.length - 1][];
      Arrays.setAll(ranges, i -> range(words[i + 1]));
      rows.put(words[0], ranges);
    }
  }

  private static double[] range(String word) {
    return Arrays.stream(word.split("\\.\\.", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** Returns the numbers of a row; those of ranges are drawn in the order of the columns. */
  public double[] draw(String row, RandomDraws draws) {
    return Arrays.stream(rows.get(row))
        .mapToDouble(range -> range.length == 1 ? range[0] : draws.between(range[0], range[1]))
        .toArray();
  }
}
