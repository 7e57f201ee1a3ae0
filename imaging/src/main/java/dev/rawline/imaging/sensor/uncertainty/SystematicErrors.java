package dev.rawline.imaging.sensor.uncertainty;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One set of errors, as a calibration may have had them: what was stated × these → what was. */
public final class SystematicErrors {
  private static final double PERCENT = 100;

  private final Map<SystematicEffect, double[]> errors;
  private final double doubling;

  private SystematicErrors(Map<SystematicEffect, double[]> errors, double doubling) {
    this.errors = errors;
    this.doubling = doubling;
  }

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
    this(new EnumMap<>(SystematicEffect.class), doubling);
    for (SystematicEffect effect : SystematicEffect.values()) {
      double[] all = new double[effect == SystematicEffect.LAMP_STABILITY ? exposures : 1];
      Arrays.setAll(all, i -> error.applyAsDouble(effect));
      errors.put(effect, all);
    }
  }

  /** Returns how many errors of an effect there are: one, or one for each exposure. */
  int count(SystematicEffect effect) {
    return errors.get(effect).length;
  }

  /** Returns these errors with one of them changed by a number in its unit. */
  SystematicErrors shifted(SystematicEffect effect, int place, double by) {
    Map<SystematicEffect, double[]> changed = new EnumMap<>(errors);
    double[] all = errors.get(effect).clone();
    all[place] += by;
    changed.put(effect, all);
    return new SystematicErrors(changed, doubling);
  }

  private double share(SystematicEffect effect, int place) {
    return errors.get(effect)[place] / PERCENT;
  }

  /**
   * Returns the light of exposures, of which another was stated.
   *
   * @param stated photons, or the exposure times where the light was not metered, in the order of
   *     the exposures
   * @param isMetered whether it is photons; of times only the lamp is wrong
   */
  public double[] light(double[] stated, boolean isMetered) {
    double[] light = isMetered ? metered(stated) : stated.clone();
    Arrays.setAll(light, i -> light[i] * (1 + share(SystematicEffect.LAMP_STABILITY, i)));
    return light;
  }

  private double[] metered(double[] stated) {
    double common =
        (1 + share(SystematicEffect.LIGHT_METER, 0))
            * (1 + share(SystematicEffect.STRAY_LIGHT, 0))
            * (1 + share(SystematicEffect.WAVELENGTH, 0))
            * (1 + share(SystematicEffect.PIXEL_AREA, 0));
    double largest = Arrays.stream(stated).max().orElse(0);
    return Arrays.stream(stated)
        .map(
            photons ->
                photons * common * (1 + share(SystematicEffect.LINEARITY, 0) * photons / largest))
        .toArray();
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
