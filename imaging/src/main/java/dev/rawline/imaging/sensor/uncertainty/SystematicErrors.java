package dev.rawline.imaging.sensor.uncertainty;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One set of errors, as a calibration may have had them: what was stated × these → what was. */
public final class SystematicErrors {
  private static final double PERCENT = 100;

  private final Map<SystematicEffect, double[]> errors = new EnumMap<>(SystematicEffect.class);
  private final double doubling;

  /**
   * Takes the errors.
   *
   * @param exposures how many exposures there are, of which each has its own error of the lamp
   * @param error draws or returns an error of an effect, in its unit; called once for each that
   *     exposures share
   * @param doubling the rise of temperature that doubles the dark current [K]
   */
  public SystematicErrors(
      int exposures, ToDoubleFunction<SystematicEffect> error, double doubling) {
    for (SystematicEffect effect : SystematicEffect.values()) {
      double[] all = new double[effect == SystematicEffect.LAMP_STABILITY ? exposures : 1];
      Arrays.setAll(all, i -> error.applyAsDouble(effect));
      errors.put(effect, all);
    }
    this.doubling = doubling;
  }

  private double share(SystematicEffect effect, int place) {
    return errors.get(effect)[place] / PERCENT;
  }

  /**
   * Returns the photons of exposures, of which others were stated.
   *
   * @param stated in the order of the exposures
   */
  public double[] photons(double[] stated) {
    double common =
        (1 + share(SystematicEffect.LIGHT_METER, 0))
            * (1 + share(SystematicEffect.STRAY_LIGHT, 0))
            * (1 + share(SystematicEffect.WAVELENGTH, 0))
            * (1 + share(SystematicEffect.PIXEL_AREA, 0));
    double largest = Arrays.stream(stated).max().orElse(0);
    double[] photons = new double[stated.length];
    Arrays.setAll(
        photons,
        i ->
            stated[i]
                * common
                * (1 + share(SystematicEffect.LAMP_STABILITY, i))
                * (1 + share(SystematicEffect.LINEARITY, 0) * stated[i] / largest));
    return photons;
  }

  /** Returns the dark current at the stated temperature, of one measured at another. */
  public double darkCurrent(double measured) {
    return measured / Math.pow(2, errors.get(SystematicEffect.TEMPERATURE)[0] / doubling);
  }

  /** Returns the variance that the converter's steps add [DN²]. */
  public double roundingVariance() {
    return 1 / 12.0 + errors.get(SystematicEffect.ROUNDING)[0];
  }
}
