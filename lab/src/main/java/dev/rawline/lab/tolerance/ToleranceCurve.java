package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.learning.metric.Metric;
import java.util.List;
import java.util.Optional;

/**
 * A metric against one parameter, all others as usual; it need not be monotone.
 *
 * @param metric what was measured
 * @param baseline the metric at the usual value
 * @param delta by how much it may be worse, in its own unit
 * @param points what was measured, the smallest value first, the usual one among them
 * @param interval between which values it is tolerated, and beyond which it exceeds the margin
 * @param searched between which values the drop on the first half of the samples stays within the
 *     margin, at the places fixed in advance: where the joint box begins
 * @param samplesToDecide with how many samples the innermost undecided value would be decided, by a
 *     power of 80 % where the metric is not worse; none where nothing is undecided
 */
@JsonPropertyOrder({"interval", "metric", "baseline", "delta", "points", "searched"})
public record ToleranceCurve(
    Metric metric,
    double baseline,
    double delta,
    List<Point> points,
    @JsonUnwrapped ToleranceInterval interval,
    List<Double> searched,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> samplesToDecide) {

  /**
   * What was measured at one value.
   *
   * @param value of the parameter
   * @param metric the metric there
   * @param low the lower bound of its confidence interval; the metric where none is known
   * @param high the upper bound
   * @param outcome what it shows
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record Point(
      double value, double metric, double low, double high, ToleranceOutcome outcome) {}

  /** Returns the side at which the search for a joint box begins. */
  public BoxSide side() {
    return new BoxSide(parameter(), searched.getFirst(), searched.getLast());
  }

  /** Returns with how many samples what is undecided of all curves would be decided. */
  public static Optional<Integer> samplesToDecide(List<ToleranceCurve> curves) {
    return curves.stream().flatMap(curve -> curve.samplesToDecide().stream()).max(Integer::compare);
  }

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
