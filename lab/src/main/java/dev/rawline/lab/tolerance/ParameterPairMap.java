package dev.rawline.lab.tolerance;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

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
 */
public record ParameterPairMap(
    CameraParameter first,
    CameraParameter second,
    List<Double> rows,
    List<Double> columns,
    Metric metric,
    double baseline,
    double delta,
    List<List<Double>> values) {

  /** How much wider than its interval a parameter's range on the map is. */
  private static final double STRETCH = 1.5;

  /**
   * Measures a map: each parameter from beyond the lower end of its interval to beyond the upper
   * one, half as far again, within its range.
   *
   * @param first the curve of the rows' parameter
   * @param second that of the columns'
   * @param steps how many values a side, at least 1
   * @param metric the metric at two values
   */
  public static ParameterPairMap of(
      ToleranceCurve first,
      ToleranceCurve second,
      int steps,
      ToDoubleBiFunction<Double, Double> metric) {
    List<Double> rows = values(first.interval(), steps);
    List<Double> columns = values(second.interval(), steps);
    List<List<Double>> values = new ArrayList<>();
    for (double row : rows) {
      values.add(columns.stream().map(column -> metric.applyAsDouble(row, column)).toList());
    }
    return new ParameterPairMap(
        first.parameter(),
        second.parameter(),
        rows,
        columns,
        first.metric(),
        first.baseline(),
        first.delta(),
        values);
  }

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
      double reach = STRETCH * parameter.place(bound.value());
      double value = parameter.at(reach * Math.abs(k) / steps);
      if (values.isEmpty() || value > values.getLast()) {
        values.add(value);
      }
    }
    return values;
  }
}
