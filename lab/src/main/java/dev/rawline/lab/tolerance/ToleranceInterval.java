package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.lab.evaluation.CameraParameter;
import java.util.Comparator;
import java.util.List;

/**
 * Between which values of one parameter, all others as usual, a metric is tolerated, and beyond
 * which it exceeds the margin.
 *
 * @param parameter the parameter
 * @param low the lower end, at most the usual value
 * @param high the upper end, at least the usual value
 */
public record ToleranceInterval(
    @JsonUnwrapped @JsonProperty("axis") CameraParameter parameter,
    ToleranceBound low,
    ToleranceBound high) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the usual value does not lie between the ends
   */
  public ToleranceInterval {
    if (!(low.value() <= parameter.usual() && parameter.usual() <= high.value())) {
      throw new IllegalArgumentException(
          "the interval of %s is %s to %s, but its default is %s (%s): expected the default within the interval"
              .formatted(
                  parameter.name(),
                  low.value(),
                  high.value(),
                  parameter.usual(),
                  parameter.unit()));
    }
  }

  /**
   * Returns the share of the examined range in which the margin is not exceeded, 0 to 1, along the
   * parameter's scale.
   */
  public double relativeWidth() {
    return Math.abs(parameter.place(high.high()) - parameter.place(low.low())) / parameter.span();
  }

  /** Returns whether the margin is exceeded nowhere. */
  public boolean isOpen() {
    return low.open() && high.open();
  }

  /**
   * Returns intervals, that of the parameter first that the metric is most sensitive to: the one
   * that exceeds the margin in the largest share of its range.
   */
  public static List<ToleranceInterval> bySensitivity(List<ToleranceInterval> intervals) {
    return intervals.stream()
        .sorted(
            Comparator.comparingDouble(ToleranceInterval::relativeWidth)
                .thenComparing(interval -> interval.parameter().name()))
        .toList();
  }

  /** Returns the position of a value. */
  public Position position(double value) {
    if (low.mayLieAt(value) || high.mayLieAt(value)) {
      return Position.UNCERTAIN;
    }
    if (value >= low.value() && value <= high.value()) {
      return Position.INSIDE;
    }
    boolean beyond = (value < low.value() && low.open()) || (value > high.value() && high.open());
    return beyond ? Position.UNKNOWN : Position.OUTSIDE;
  }

  /** Where a value lies. */
  public enum Position {
    /** Where the metric is tolerated. */
    INSIDE,

    /** Where it is undecided. */
    UNCERTAIN,

    /** Beyond the examined range, or of a parameter that was not examined. */
    UNKNOWN,

    /** Where it exceeds the margin, or beyond such a value. */
    OUTSIDE
  }
}
