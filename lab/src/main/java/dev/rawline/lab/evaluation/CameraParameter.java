package dev.rawline.lab.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One number of a camera that a task model may or may not tolerate to vary.
 *
 * @param name as in θ ({@code gamma}, {@code black_level[0]}, {@code colour_matrix[0][1]}), of a
 *     whole group of θ whose numbers are shifted together ({@code black_level}, given by their
 *     mean), or of the physical layer ({@code light}, {@code blur}, {@code read_noise}, {@code
 *     gain}, {@code defocus})
 * @param unit the unit of its value
 * @param usual its value in the camera that the model is examined around
 * @param lowest the smallest value evaluated, at most the usual one
 * @param highest the largest value evaluated, at least the usual one
 * @param scale along which values are laid out
 */
@JsonPropertyOrder({"parameter", "unit", "usual", "range", "scale"})
public record CameraParameter(
    @JsonProperty("parameter") String name,
    String unit,
    double usual,
    @JsonIgnore double lowest,
    @JsonIgnore double highest,
    Scale scale) {
  /** As far as numbers that were written down and read again may differ. */
  public static final double ROUNDING = 1e-7;

  /** Along which values are laid out: equal steps count as equally far. */
  public enum Scale {
    /** By their differences. */
    LINEAR,

    /** By their ratios; all values have one sign and none is 0. */
    LOGARITHMIC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the usual value lies outside the range, a number is not
   *     finite, or there are no ratios; the message names all that is wrong
   */
  public CameraParameter {
    List<String> mistakes = new ArrayList<>();
    if (name.isBlank()) {
      mistakes.add("it has no name");
    }
    if (!Double.isFinite(lowest)
        || !Double.isFinite(highest)
        || !(lowest <= usual && usual <= highest)
        || lowest >= highest) {
      mistakes.add(
          "it is %s and lies between %s and %s (%s): expected finite numbers in order"
              .formatted(usual, lowest, highest, unit));
    }
    if (scale == Scale.LOGARITHMIC && !(lowest * highest > 0)) {
      mistakes.add(
          "it lies between %s and %s (%s): expected numbers of one sign, because ratios are compared"
              .formatted(lowest, highest, unit));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          "camera parameter %s: %s".formatted(name, String.join("; ", mistakes)));
    }
  }

  @JsonCreator
  static CameraParameter of(
      @JsonProperty("parameter") String name,
      @JsonProperty("unit") String unit,
      @JsonProperty("usual") double usual,
      @JsonProperty("range") List<Double> range,
      @JsonProperty("scale") Scale scale) {
    return new CameraParameter(name, unit, usual, range.getFirst(), range.getLast(), scale);
  }

  /** Returns the smallest and the largest value. */
  @JsonProperty
  List<Double> range() {
    return List.of(lowest, highest);
  }

  /**
   * Returns where a value lies: 0 for the usual one, 1 a step away from it; a step is one unit, or
   * a factor of e away from 0.
   */
  public double place(double value) {
    return switch (scale) {
      case LINEAR -> value - usual;
      case LOGARITHMIC -> Math.signum(usual) * StrictMath.log(value / usual);
    };
  }

  /** Returns the value at a place, within the range. */
  public double at(double place) {
    double value =
        switch (scale) {
          case LINEAR -> usual + place;
          case LOGARITHMIC -> usual * StrictMath.exp(Math.signum(usual) * place);
        };
    return Math.clamp(value, lowest, highest);
  }

  /** Returns whether a value is the usual one, but for rounding. */
  public boolean isUsual(double value) {
    return Math.abs(value - usual) <= ROUNDING * (highest - lowest);
  }

  /** Returns the length of the range, in steps. */
  public double span() {
    return place(highest) - place(lowest);
  }
}
