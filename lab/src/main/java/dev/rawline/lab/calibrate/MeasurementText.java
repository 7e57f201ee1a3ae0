package dev.rawline.lab.calibrate;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.workbench.text.Decimals;
import dev.rawline.workbench.text.NumberText;

/**
 * A measured number for display: as many decimals as its interval allows.
 *
 * @param value the number, such that half the interval's width has two significant digits; {@code
 *     not resolved} where the measurement cannot distinguish it from 0
 * @param interval the interval with as many decimals: {@code 0.2795 to 0.2809}, or its upper end:
 *     {@code below 0.3 e⁻}; {@code one of the exposures} where it has no width, as the exposure
 *     that saturates may have none
 * @param unit its unit; empty where it has none
 */
public record MeasurementText(String value, String interval, String unit) {
  /** The text for a number whose variance was clipped at 0. */
  static final String NOT_RESOLVED = "not resolved";

  /** The text for the interval of a value that is the same in every redraw. */
  static final String CHOSEN = "one of the exposures";

  private static final int MOST_DECIMALS = 8;

  /** Below, an uncertainty is written with an exponent. */
  private static final double SMALLEST = 1e-4;

  /** Zeros before the point that rounding may leave: 31,860 ± 420. */
  private static final int MOST_ZEROS = 12;

  /** The unit of ratios. */
  private static final String NO_UNIT = "1";

  /**
   * Returns the text of an estimate.
   *
   * @param measuredIn its unit, {@code 1} for a ratio
   */
  public static MeasurementText of(Estimate estimate, String measuredIn) {
    double reach = estimate.halfWidth();
    String unit = measuredIn.equals(NO_UNIT) ? "" : measuredIn;
    if (!estimate.isResolved()) {
      return new MeasurementText(
          NOT_RESOLVED,
          "below " + (NumberText.signed(estimate.high(), 2) + " " + unit).strip(),
          unit);
    }
    if (reach == 0) {
      return new MeasurementText(NumberText.brief(estimate.value()), CHOSEN, unit);
    }
    if (!(reach > 0) || Double.isInfinite(reach)) {
      return new MeasurementText(
          NumberText.brief(estimate.value()),
          NumberText.brief(estimate.low()) + " to " + NumberText.brief(estimate.high()),
          unit);
    }
    Decimals decimals = decimals(reach);
    return new MeasurementText(
        decimals.of(estimate.value()),
        decimals.of(estimate.low()) + " to " + decimals.of(estimate.high()),
        unit);
  }

  /** Returns an uncertainty with two significant digits, and the decimals of the number. */
  static String reach(double reach) {
    return reach >= SMALLEST && Double.isFinite(reach)
        ? decimals(reach).of(reach)
        : NumberText.signed(reach, 2);
  }

  private static Decimals decimals(double reach) {
    return new Decimals(
        Math.clamp(1 - (long) Math.floor(Math.log10(reach)), -MOST_ZEROS, MOST_DECIMALS));
  }

  /** Returns the number and its unit: {@code 0.2802 DN/e⁻}. */
  public String withUnit() {
    return value.equals(NOT_RESOLVED) ? value : (value + " " + unit).strip();
  }
}
