package dev.rawline.lab.tolerance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rawline.lab.evaluation.CameraParameter;
import java.util.List;

/**
 * One side of a box of cameras: between which values a parameter may lie while all others lie
 * anywhere between theirs.
 *
 * @param parameter the parameter
 * @param low the smallest value, at most the usual one
 * @param high the largest value, at least the usual one
 */
public record BoxSide(
    @JsonUnwrapped @JsonProperty("axis") CameraParameter parameter,
    @JsonIgnore double low,
    @JsonIgnore double high) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the usual value does not lie between both
   */
  public BoxSide {
    if (!(low <= parameter.usual() && parameter.usual() <= high)) {
      throw new IllegalArgumentException(
          "the side %s from %s to %s does not contain its default value %s (%s)"
              .formatted(parameter.name(), low, high, parameter.usual(), parameter.unit()));
    }
  }

  @JsonCreator
  static BoxSide of(
      @JsonUnwrapped @JsonProperty("axis") CameraParameter parameter,
      @JsonProperty("interval") List<Double> interval) {
    return new BoxSide(parameter, interval.getFirst(), interval.getLast());
  }

  /** Returns both ends. */
  @JsonProperty
  List<Double> interval() {
    return List.of(low, high);
  }

  /** Returns whether a value lies on it. */
  public boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** Returns the value at a share of the way, 0 for the lower end, 1 for the upper one. */
  public double at(double share) {
    double from = parameter.place(low);
    return Math.clamp(parameter.at(from + share * (parameter.place(high) - from)), low, high);
  }

  /** Returns how far from the usual value one lies, as a share of this side's way there: 0 to 1. */
  double lean(double value) {
    double way = parameter.place(value < parameter.usual() ? low : high);
    return way == 0 ? 0 : Math.clamp(parameter.place(value) / way, 0, 1);
  }

  /** Returns the side whose ends lie a factor as far from the usual value. */
  BoxSide times(double factor) {
    return new BoxSide(
        parameter,
        Math.min(parameter.usual(), parameter.at(factor * parameter.place(low))),
        Math.max(parameter.usual(), parameter.at(factor * parameter.place(high))));
  }
}
