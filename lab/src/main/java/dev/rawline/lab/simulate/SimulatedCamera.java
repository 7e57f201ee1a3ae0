package dev.rawline.lab.simulate;

import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.chain.ParameterChecks;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.Optional;

/**
 * The camera that scenes are simulated with.
 *
 * @param sensor what kind of sensor it has
 * @param optics what lens
 * @param width columns of its pictures [px], 2 to 16384
 * @param height rows of its pictures [px], 2 to 16384
 * @param deviceSeed which of the sensors of its kind: what their fixed pattern is drawn from
 * @param exposureSeconds the exposure time of all pictures [s]; empty for {@link AutomaticExposure}
 * @param temperature the sensor's temperature [°C]; empty for that at which the dark current is
 *     stated
 */
public record SimulatedCamera(
    SensorSpec sensor,
    OpticsSpec optics,
    int width,
    int height,
    long deviceSeed,
    Optional<Double> exposureSeconds,
    Optional<Double> temperature) {
  private static final int LONGEST = 16_384;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one lies outside its range
   */
  public SimulatedCamera {
    ParameterChecks.requireRange("width", width, "px", 2, LONGEST);
    ParameterChecks.requireRange("height", height, "px", 2, LONGEST);
    exposureSeconds.ifPresent(
        seconds -> ParameterChecks.requireRange("exposure", seconds, "s", 1e-9, 86_400));
    temperature.ifPresent(
        degrees -> ParameterChecks.requireRange("temperature", degrees, "°C", -100, 150));
  }

  /** Returns a camera with automatic exposure, at the temperature of its dark current. */
  public SimulatedCamera(
      SensorSpec sensor, OpticsSpec optics, int width, int height, long deviceSeed) {
    this(sensor, optics, width, height, deviceSeed, Optional.empty(), Optional.empty());
  }

  /** Returns how much of a scene the smaller side of a picture shows [m]. */
  double field() {
    return Math.min(width, height) * spacing();
  }

  /** Returns the pixel pitch in the scene [m]. */
  public double spacing() {
    return optics.spacing(sensor.pixelPitch());
  }

  /** Returns the camera, balanced to a light. */
  Imager imager(Rgb white) {
    return new Imager(optics, new SensorDevice(sensor, width, height, deviceSeed), white);
  }

  /** Returns how light is exposed. */
  Exposure exposure(Irradiance light) {
    double seconds =
        exposureSeconds.orElseGet(() -> AutomaticExposure.DEFAULT.seconds(sensor, light));
    return new Exposure(seconds, degrees());
  }

  /** Returns the sensor's temperature [°C]. */
  double degrees() {
    return temperature.orElse(sensor.referenceTemperature());
  }
}
