package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One end of a tolerance interval.
 *
 * <p>Bounds of the confidence interval that both are the value mean that none is known. They are
 * drawn with the samples: on a drawn set the metric is noisier, and its first crossing tends to lie
 * further inside.
 *
 * @param value the last value, on the way outward, up to which the metric was found to hold
 * @param open whether it held up to the end of the examined range: the true bound lies there or
 *     beyond
 * @param low the lower bound of its confidence interval
 * @param high the upper bound of its confidence interval, at least the lower one
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

  /** Returns its confidence interval. */
  @JsonProperty
  List<Double> interval() {
    return List.of(low, high);
  }

  /** Returns whether its confidence interval is known. */
  public boolean hasInterval() {
    return low < high;
  }

  /** Returns whether a value lies where the bound may lie too. */
  public boolean mayLieAt(double other) {
    return hasInterval() && low <= other && other <= high;
  }
}
