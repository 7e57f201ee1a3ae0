package dev.rawline.imaging.chain;

/** Checks of parameter values; every message states the value, its unit and its range. */
public final class ParameterChecks {
  private ParameterChecks() {}

  /**
   * Requires lowest ≤ value ≤ highest.
   *
   * @throws IllegalArgumentException if it does not hold; the message states value, unit and range
   */
  public static void requireRange(
      String name, double value, String unit, double lowest, double highest) {
    if (!(value >= lowest && value <= highest)) {
      throw new IllegalArgumentException(
          "%s is %s: expected %s to %s (%s)"
              .formatted(name, plain(value), plain(lowest), plain(highest), unit));
    }
  }

  /**
   * Requires value &gt; lowest, and finite.
   *
   * @throws IllegalArgumentException if it does not hold; the message states value, unit and bound
   */
  public static void requireAbove(String name, double value, String unit, double lowest) {
    if (!(value > lowest) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s: expected a finite number above %s (%s)"
              .formatted(name, plain(value), plain(lowest), unit));
    }
  }

  /**
   * Requires a finite value.
   *
   * @throws IllegalArgumentException if it is not; the message states value and unit
   */
  public static void requireFinite(String name, double value, String unit) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s: expected a finite number (%s)".formatted(name, plain(value), unit));
    }
  }

  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
