package dev.rawline.imaging.sensor.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Estimate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How often intervals cover the truth, quantity by quantity. */
final class Coverage {
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private int seeds;

  private static final class Row {
    double truth;
    String unit;
    int count;
    int covered;
    double sum;
    double squares;
    double width;
  }

  void add(Map<String, Truth> quantities) {
    seeds++;
    quantities.forEach(
        (name, quantity) -> {
          Row row = rows.computeIfAbsent(name, key -> new Row());
          Estimate estimate = quantity.estimate();
          row.truth = quantity.truth();
          row.unit = quantity.unit();
          row.count++;
          row.covered += estimate.covers(quantity.truth()) ? 1 : 0;
          row.sum += estimate.value();
          row.squares += estimate.value() * estimate.value();
          row.width += estimate.halfWidth();
        });
  }

  /** Returns the table for the documentation. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            "| quantity | unit | truth | mean of estimates | their standard deviation | mean half width | covered of %d |\n|---|---|---|---|---|---|---|\n"
                .formatted(seeds));
    rows.forEach(
        (name, row) -> {
          double mean = row.sum / seeds;
          double deviation = Math.sqrt(Math.max(0, row.squares / seeds - mean * mean));
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %.6g | %.6g | %.2g | %.2g | %d |\n",
                  name,
                  row.unit,
                  row.truth,
                  mean,
                  deviation,
                  row.width / seeds,
                  row.covered));
        });
    return table.toString();
  }

  /** Returns the number of quantities. */
  int quantities() {
    return rows.size();
  }

  /** Returns how many intervals of a quantity covered. */
  int covered(String name) {
    return rows.get(name).covered;
  }

  /** Returns the mean half width of a quantity's intervals over its truth. */
  double relativeHalfWidth(String name) {
    return rows.get(name).width / seeds / rows.get(name).truth;
  }

  /**
   * Returns the share of intervals that covered, over all quantities whose truth is not at the
   * limit of its range.
   */
  double rate() {
    return rows.values().stream()
        .filter(row -> row.truth != 0)
        .mapToDouble(row -> (double) row.covered / row.count)
        .average()
        .orElseThrow();
  }

  /**
   * Requires the counts of all quantities; where the truth is 0 an interval may cover more often.
   */
  void require(int least, int most) {
    rows.forEach(
        (name, row) -> {
          assertThat(row.covered).as("%s covered of %d", name, seeds).isGreaterThanOrEqualTo(least);
          // A standard deviation of 0 is at the limit of its range: estimates below it cover it
          // too.
          if (row.truth != 0 || name.equals("linearity error")) {
            assertThat(row.covered).as("%s covered of %d", name, seeds).isLessThanOrEqualTo(most);
          }
        });
  }
}
