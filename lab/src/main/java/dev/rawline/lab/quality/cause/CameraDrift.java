package dev.rawline.lab.quality.cause;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a camera differs from itself, number by number, as {@link DriftParameter} keeps them.
 *
 * @param coordinates by parameter; those that are left out are 0
 */
public record CameraDrift(Map<DriftParameter, Double> coordinates) {
  /** No difference. */
  public static final CameraDrift NONE = new CameraDrift(Map.of());

  /**
   * Copies the coordinates.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public CameraDrift {
    Map<DriftParameter, Double> all = new EnumMap<>(DriftParameter.class);
    for (DriftParameter number : DriftParameter.values()) {
      double value = coordinates.getOrDefault(number, 0.0);
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s is %s: expected a finite number (%s)".formatted(number, value, number.unit()));
      }
      all.put(number, value);
    }
    coordinates = Collections.unmodifiableMap(all);
  }

  /** Returns the coordinate of a parameter, 0 where the camera has not drifted. */
  public double get(DriftParameter number) {
    return coordinates.get(number);
  }

  /** Returns the value of a parameter: a ratio, a difference, a signed standard deviation. */
  public double value(DriftParameter number) {
    return number.value(get(number));
  }

  /** Returns this drift with another coordinate. */
  public CameraDrift with(DriftParameter number, double value) {
    Map<DriftParameter, Double> changed = new EnumMap<>(coordinates);
    changed.put(number, value);
    return new CameraDrift(changed);
  }

  /** Returns whether nothing differs. */
  public boolean isNone() {
    return Arrays.stream(DriftParameter.values()).allMatch(number -> get(number) == 0);
  }
}
