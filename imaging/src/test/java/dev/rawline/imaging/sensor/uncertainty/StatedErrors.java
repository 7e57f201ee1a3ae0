package dev.rawline.imaging.sensor.uncertainty;

import java.util.Optional;

/** Errors of a set-up as a test states them. */
public final class StatedErrors {
  private StatedErrors() {}

  /** Returns an error; a normal one has the coverage factor 2 and 12 degrees of freedom. */
  public static StatedError error(ErrorDistribution distribution, double uncertainty, String unit) {
    boolean normal = distribution == ErrorDistribution.NORMAL;
    return new StatedError(
        null,
        uncertainty,
        unit,
        distribution,
        normal ? Optional.of(2.0) : Optional.empty(),
        normal ? Optional.of(12) : Optional.empty(),
        "a test");
  }

  /**
   * States every effect.
   *
   * @param lightMeter its expanded uncertainty [%]
   * @param strayLight the half-width of its rectangle [%]
   * @param pixelArea the same [%]
   * @param rounding the same [DN²]
   */
  public static MeasurementConditions all(
      double lightMeter, double strayLight, double pixelArea, double rounding) {
    return new MeasurementConditions(
        Optional.of(error(ErrorDistribution.NORMAL, lightMeter, "%")),
        Optional.of(error(ErrorDistribution.RECTANGULAR, 0.4, "%")),
        Optional.of(error(ErrorDistribution.RECTANGULAR, strayLight, "%")),
        Optional.of(error(ErrorDistribution.TRIANGULAR, 0.6, "%")),
        Optional.of(error(ErrorDistribution.RECTANGULAR, pixelArea, "%")),
        Optional.of(error(ErrorDistribution.RECTANGULAR, 0.5, "%")),
        Optional.of(error(ErrorDistribution.U_SHAPED, 1, "K")),
        Optional.of(error(ErrorDistribution.RECTANGULAR, rounding, "DN²")),
        null);
  }
}
