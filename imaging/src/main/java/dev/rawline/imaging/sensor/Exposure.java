package dev.rawline.imaging.sensor;

import dev.rawline.imaging.chain.ParameterChecks;

/**
 * The exposure time and the temperature of a sensor.
 *
 * @param seconds the exposure time [s], 0 to 86,400
 * @param temperature the sensor's temperature [°C], −100 to 150
 */
public record Exposure(double seconds, double temperature) {

  /**
   * Validates the parameters.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public Exposure {
    ParameterChecks.requireRange("exposure", seconds, "s", 0, 86_400);
    ParameterChecks.requireRange("temperature", temperature, "°C", -100, 150);
  }
}
