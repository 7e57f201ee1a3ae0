package dev.rawline.lab.tolerance;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A metric over a grid of two parameters, all others as usual.
 *
 * @param first the parameter of the rows
 * @param second the parameter of the columns
 * @param rows the values of the first, the smallest first, the usual one in the middle
 * @param columns the values of the second
 * @param metric what was measured
 * @param baseline the metric at the usual values
 * @param delta by how much it may be worse
 * @param values the metric, row by row
 * @param outcomes what each shows
 */
public record ParameterPairMap(
    CameraParameter first,
    CameraParameter second,
    List<Double> rows,
    List<Double> columns,
    Metric metric,
    double baseline,
    double delta,
    List<List<Double>> values,
    List<List<ToleranceOutcome>> outcomes) {

  /** How much further than to where the margin is exceeded a parameter's range on the map is. */
  private static final double STRETCH = 1.5;

  /**
   * Measures a map: each parameter half as far again as to where the margin is exceeded, within its
   * range. The outcomes have Holm's level over the cells of the map: of each kind any false claim
   * has at most the probability {@value ToleranceSearch#ERROR}.
   *
   * @param first the curve of the rows' parameter
   * @param second that of the columns'
   * @param steps how many values a side, at least 1
   * @param response the metric at two values
   */
  public static ParameterPairMap of(
      ToleranceCurve first,
      ToleranceCurve second,
      int steps,
      BiFunction<Double, Double, Cell> response) {
    List<Double> rows = values(first.interval(), steps);
    List<Double> columns = values(second.interval(), steps);
    List<List<Cell>> cells = new ArrayList<>();
    for (double row : rows) {
      cells.add(columns.stream().map(column -> response.apply(row, column)).toList());
    }
    List<MarginComparison> tests =
        cells.stream().flatMap(List::stream).flatMap(cell -> cell.test().stream()).toList();
    double tolerated =
        MarginComparison.level(
            tests.stream().mapToDouble(MarginComparison::tolerated), tests.size());
    double exceeded =
        MarginComparison.level(
            tests.stream().mapToDouble(MarginComparison::exceeded), tests.size());
    return new ParameterPairMap(
        first.parameter(),
        second.parameter(),
        rows,
        columns,
        first.metric(),
        first.baseline(),
        first.delta(),
        cells.stream().map(row -> row.stream().map(Cell::metric).toList()).toList(),
        cells.stream()
            .map(
                row ->
                    row.stream()
                        .map(
                            cell ->
                                cell.test()
                                    .map(test -> test.outcome(tolerated, exceeded))
                                    .orElse(ToleranceOutcome.TOLERATED))
                        .toList())
            .toList());
  }

  /**
   * What is measured at two values.
   *
   * @param metric the metric
   * @param test the drop against the margin; none at the usual values
   */
  public record Cell(double metric, Optional<MarginComparison> test) {}

  /** Returns the worst value of the metric that is tolerated. */
  public double limit() {
    return metric.higherIsBetter() ? baseline - delta : baseline + delta;
  }

  private static List<Double> values(ToleranceInterval interval, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "steps is %d: expected at least 1 value per side".formatted(steps));
    }
    CameraParameter parameter = interval.parameter();
    List<Double> values = new ArrayList<>();
    for (int k = -steps; k <= steps; k++) {
      ToleranceBound bound = k < 0 ? interval.low() : interval.high();
      double reach = STRETCH * parameter.place(k < 0 ? bound.low() : bound.high());
      double value = parameter.at(reach * Math.abs(k) / steps);
      if (values.isEmpty() || value > values.getLast()) {
        values.add(value);
      }
    }
    return values;
  }
}
