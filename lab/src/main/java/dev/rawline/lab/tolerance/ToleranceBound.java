package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One end of a tolerance interval: up to where the metric is tolerated, and from where it exceeds
 * the margin. Between both it is undecided.
 *
 * <p>Specifications of the earlier rule, first crossing, have the first value at which the metric
 * crossed the margin, and its confidence interval by a bootstrap.
 *
 * @param value the last value, on the way outward, up to which the metric is tolerated
 * @param open whether it exceeds the margin nowhere on this side
 * @param low the smaller end of what is undecided: the value, or on a lower side where the margin
 *     is exceeded, or the range ends
 * @param high the larger end, at least the smaller one
 */
public record ToleranceBound(
    double value, boolean open, @JsonIgnore double low, @JsonIgnore double high) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not finite, or the bounds are in the wrong order
   */
  public ToleranceBound {
    if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "a bound at %s, from %s to %s: expected finite numbers in order"
              .formatted(value, low, high));
    }
  }

  @JsonCreator
  static ToleranceBound of(
      @JsonProperty("value") double value,
      @JsonProperty("open") boolean open,
      @JsonProperty("interval") List<Double> interval) {
    return new ToleranceBound(value, open, interval.getFirst(), interval.getLast());
  }

  /**
   * Returns a bound.
   *
   * @param tolerated the last value that is tolerated
   * @param beyond the first value at which the margin is exceeded; where it is nowhere, the end of
   *     the range
   * @param open whether it is nowhere
   */
  public static ToleranceBound between(double tolerated, double beyond, boolean open) {
    return new ToleranceBound(
        tolerated, open, Math.min(tolerated, beyond), Math.max(tolerated, beyond));
  }

  /** Returns both ends of what is undecided. */
  @JsonProperty
  List<Double> interval() {
    return List.of(low, high);
  }

  /** Returns whether there is anything undecided. */
  public boolean hasInterval() {
    return low < high;
  }

  /** Returns whether everything to the end of the range is tolerated. */
  public boolean isTolerated() {
    return open && !hasInterval();
  }

  /** Returns whether a value lies where it is undecided. */
  public boolean mayLieAt(double other) {
    return low < other && other < high;
  }
}
