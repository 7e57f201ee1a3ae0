package dev.rawline.lab.quality.verdict;

import dev.rawline.workbench.text.NumberText;
import java.util.OptionalDouble;

/**
 * Between which values a quantity may lie, and who says so.
 *
 * @param from who: "sensor", "task" …
 * @param low the least value that is allowed, in the quantity's unit, where there is one
 * @param high the largest that is
 */
public record NamedLimits(String from, OptionalDouble low, OptionalDouble high) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if there is none, one is not finite, or they are not in order
   */
  public NamedLimits {
    if (from.isBlank()
        || (low.isEmpty() && high.isEmpty())
        || !Double.isFinite(low.orElse(0))
        || !Double.isFinite(high.orElse(0))
        || low.orElse(Double.NEGATIVE_INFINITY) > high.orElse(Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "limits of “%s” from %s to %s: expected a name, and finite limits in order, one at least"
              .formatted(from, low, high));
    }
  }

  /** Returns limits on both sides. */
  public static NamedLimits between(String from, double low, double high) {
    return new NamedLimits(from, OptionalDouble.of(low), OptionalDouble.of(high));
  }

  /** Returns a limit above alone. */
  public static NamedLimits atMost(String from, double high) {
    return new NamedLimits(from, OptionalDouble.empty(), OptionalDouble.of(high));
  }

  /** Returns a limit below alone. */
  public static NamedLimits atLeast(String from, double low) {
    return new NamedLimits(from, OptionalDouble.of(low), OptionalDouble.empty());
  }

  /**
   * Returns the limits in words: {@code 0.27 to 0.29}, {@code at most 0.3}. Nobody measured them,
   * so that they have as many digits as they were given.
   */
  public String words() {
    if (low.isEmpty()) {
      return "at most " + NumberText.plain(high.getAsDouble());
    }
    return high.isEmpty()
        ? "at least " + NumberText.plain(low.getAsDouble())
        : NumberText.plain(low.getAsDouble()) + " to " + NumberText.plain(high.getAsDouble());
  }
}
