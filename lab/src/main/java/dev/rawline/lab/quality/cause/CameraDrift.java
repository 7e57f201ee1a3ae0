package dev.rawline.lab.quality.cause;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a camera differs from itself, number by number, as {@link DriftParameter} keeps them.
 *
 * @param kept by number; those that are left out are 0
 */
public record CameraDrift(Map<DriftParameter, Double> kept) {
  /** No difference. */
  public static final CameraDrift NONE = new CameraDrift(Map.of());

  /**
   * Copies the numbers.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public CameraDrift {
    Map<DriftParameter, Double> all = new EnumMap<>(DriftParameter.class);
    for (DriftParameter number : DriftParameter.values()) {
      double value = kept.getOrDefault(number, 0.0);
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s is %s: expected a finite number (%s)".formatted(number, value, number.unit()));
      }
      all.put(number, value);
    }
    kept = Collections.unmodifiableMap(all);
  }

  /** Returns a number as it is kept, 0 where the camera does not differ. */
  public double get(DriftParameter number) {
    return kept.get(number);
  }

  /** Returns a number as people are told it: a ratio, a difference, a signed standard deviation. */
  public double told(DriftParameter number) {
    return number.told(get(number));
  }

  /** Returns this difference with another number. */
  public CameraDrift with(DriftParameter number, double value) {
    Map<DriftParameter, Double> changed = new EnumMap<>(kept);
    changed.put(number, value);
    return new CameraDrift(changed);
  }

  /** Returns whether nothing differs. */
  public boolean isNone() {
    return Arrays.stream(DriftParameter.values()).allMatch(number -> get(number) == 0);
  }
}
