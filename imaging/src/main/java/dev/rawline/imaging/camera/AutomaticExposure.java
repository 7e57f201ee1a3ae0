package dev.rawline.imaging.camera;

import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.sensor.PhotonConversion;
import dev.rawline.imaging.sensor.SensorSpec;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Irradiance → exposure time: at this time a share of the pixels stays below a share of saturation.
 *
 * <p>t = level · saturation / q, q the quantile of the charges that the pixels gather on average in
 * a second, and the saturation of {@link SensorSpec#saturation}; t is rounded to three digits.
 *
 * @param quantile the share of the pixels that stay below the level, above 0 to 1
 * @param level the share of saturation, above 0 to 1
 */
public record AutomaticExposure(double quantile, double level) {
  /** 99 % of the pixels stay below 70 % of saturation. */
  public static final AutomaticExposure DEFAULT = new AutomaticExposure(0.99, 0.7);

  private static final MathContext ROUNDING = new MathContext(3);

  /**
   * Validates the shares.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public AutomaticExposure {
    ParameterChecks.requireRange(
        "automatic exposure quantile", quantile, "share of pixels", 1e-6, 1);
    ParameterChecks.requireRange("automatic exposure level", level, "share of saturation", 1e-6, 1);
  }

  /**
   * Returns the exposure time [s].
   *
   * @param light one sample a pixel
   * @throws IllegalArgumentException if the light is so dim that no time suffices
   */
  public double seconds(SensorSpec sensor, Irradiance light) {
    float[] charges = PhotonConversion.of(sensor, 1).apply(light).samples().clone();
    Arrays.sort(charges);
    int place = (int) Math.ceil(quantile * charges.length) - 1;
    double seconds = level * sensor.saturation() / charges[place];
    if (!(seconds <= 86_400)) {
      throw new IllegalArgumentException(
          "the sensor %s gathers %s e⁻ a second in its bright pixels, so no exposure time is long enough: state an exposure time"
              .formatted(sensor.name(), charges[place]));
    }
    return new BigDecimal(seconds).round(ROUNDING).doubleValue();
  }
}
