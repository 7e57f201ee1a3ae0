package dev.rawline.workbench.text;

import dev.rawline.imaging.numeric.Estimate;
import java.util.Locale;

/** Estimates → text. */
public final class EstimateFormat {
  /** Sides of an interval that differ by more, as a share of it, are written separately. */
  private static final double UNEVEN = 0.05;

  private EstimateFormat() {}

  /** Returns a number with the decimals that its interval resolves. */
  public static String value(Estimate estimate) {
    return decimals(estimate).of(estimate.value());
  }

  /** Returns a number without a known interval. */
  public static String value(double number) {
    return decimals(number, 0).of(number);
  }

  /** Returns a number with the decimals of an estimate next to it. */
  public static String value(double number, Estimate beside) {
    return decimals(beside).of(number);
  }

  /** Returns its interval, {@code 0.81 to 0.85}; empty if none is known. */
  public static String interval(Estimate estimate) {
    Decimals decimals = decimals(estimate);
    return estimate.hasInterval()
        ? "%s to %s".formatted(decimals.of(estimate.low()), decimals.of(estimate.high()))
        : "";
  }

  /** Returns a number with its interval in brackets, if one is known. */
  public static String withInterval(Estimate estimate) {
    return estimate.hasInterval()
        ? "%s (%s)".formatted(value(estimate), interval(estimate))
        : value(estimate);
  }

  /**
   * Returns the extent of an interval around its number: {@code ± 2.0}, or {@code +1.1 −2.4} if its
   * sides differ.
   *
   * @param decimals the decimals of the number
   */
  public static String reach(Estimate estimate, Decimals decimals) {
    double above = estimate.high() - estimate.value();
    double below = estimate.value() - estimate.low();
    return Math.abs(above - below) > UNEVEN * (above + below)
        ? "+%s −%s".formatted(decimals.of(above), decimals.of(below))
        : "± " + decimals.of((above + below) / 2);
  }

  /** Returns the level of an interval: 95 %. */
  public static String level(Estimate estimate) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * estimate.level());
  }

  private static Decimals decimals(Estimate estimate) {
    return decimals(estimate.value(), estimate.halfWidth());
  }

  /** Half of the interval shows one digit; without an interval the number shows two. */
  private static Decimals decimals(double value, double half) {
    double magnitude = Math.abs(value);
    if (magnitude == 0 && half == 0) {
      return new Decimals(2);
    }
    return Decimals.of(Math.max(magnitude, half), half > 0 ? half : magnitude / 10);
  }
}
