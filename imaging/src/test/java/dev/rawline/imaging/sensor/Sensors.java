package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Rgb;
import java.util.Arrays;
import java.util.Map;

/** Sensors and frames for tests. */
final class Sensors {
  /** A monochrome sensor of 1 µm with nothing but shot noise, and a converter of 1 DN/e⁻. */
  static final SensorSpec IDEAL = with(0, 0, 0, 0, 0, 1, 100, 16);

  private Sensors() {}

  /** Returns a monochrome sensor of 1 µm and a quantum efficiency of ½ in every band. */
  static SensorSpec with(
      double readNoise,
      double rowNoise,
      double photoResponse,
      double darkSignal,
      double darkCurrent,
      double gain,
      double offset,
      int bits) {
    return SensorSpec.of(
        values -> {
          values.name = "test";
          values.pixelPitch = 1;
          values.quantumEfficiency = new Rgb(0.5, 0.5, 0.5);
          values.fullWell = 50_000;
          values.darkCurrent = darkCurrent;
          values.referenceTemperature = 20;
          values.doublingTemperature = 7;
          values.readNoise = readNoise;
          values.rowNoise = rowNoise;
          values.photoResponseNonUniformity = photoResponse;
          values.darkSignalNonUniformity = darkSignal;
          values.gain = gain;
          values.offset = offset;
          values.adcBits = bits;
          values.containerBits = 16;
        });
  }

  /** Returns the drone's sensor with other shares of hot and dead pixels. */
  static SensorSpec withDefects(double hot, double hotCurrent, double dead) {
    SensorSpec drone = SensorSpec.DRONE;
    return drone.with(
        values -> {
          values.name = "defects";
          values.hotPixels = hot;
          values.hotPixelCurrent = hotCurrent;
          values.deadPixels = dead;
          values.origins = Map.of();
        });
  }

  /** Returns a uniform charge [e⁻]. */
  static Electrons charge(int width, int height, double electrons) {
    float[] samples = new float[width * height];
    Arrays.fill(samples, (float) electrons);
    return new Electrons(width, height, Cfa.RGGB, samples);
  }

  /** Returns the light that frees a number of electrons per second in a pixel of {@link #with}. */
  static Irradiance light(int width, int height, double electronsPerSecond) {
    float[] samples = new float[3 * width * height];
    Arrays.fill(samples, (float) (electronsPerSecond / 3 / 0.5 * 1e12));
    return new Irradiance(width, height, samples);
  }
}
