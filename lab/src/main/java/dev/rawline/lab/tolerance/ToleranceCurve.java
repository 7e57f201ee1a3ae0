package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Metric;
import java.util.List;

/**
 * A metric against one parameter, all others as usual; it need not be monotone.
 *
 * @param metric what was measured
 * @param baseline the metric at the usual value
 * @param delta by how much it may be worse, in its own unit
 * @param points what was measured, the smallest value first, the usual one among them
 * @param interval between which values it holds
 */
@JsonPropertyOrder({"interval", "metric", "baseline", "delta", "points"})
public record ToleranceCurve(
    Metric metric,
    double baseline,
    double delta,
    List<Point> points,
    @JsonUnwrapped ToleranceInterval interval) {

  /**
   * What was measured at one value.
   *
   * @param value of the parameter
   * @param metric the metric there
   * @param low the lower bound of its confidence interval; the metric where none is known
   * @param high the upper bound
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Point(double value, double metric, double low, double high) {}

  /** Returns the parameter. */
  public CameraParameter parameter() {
    return interval.parameter();
  }

  /** Returns what was measured at the usual value. */
  public Point usual() {
    return points.stream()
        .filter(point -> point.value() == parameter().usual())
        .findFirst()
        .orElseThrow();
  }

  /** Returns the worst value that the metric may have. */
  public double limit() {
    return metric.higherIsBetter() ? baseline - delta : baseline + delta;
  }
}
