package dev.rawline.lab;

import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.SensorValues;
import java.util.function.Consumer;

/** Sensors of tests that differ in a few numbers. */
public final class BenchSensors {
  private BenchSensors() {}

  /** Returns a sensor of 3.45 µm pitch and a quantum efficiency of 0.6, at 20 °C. */
  public static SensorSpec of(String name, Consumer<SensorValues> further) {
    return SensorSpec.of(
        values -> {
          values.name = name;
          values.pixelPitch = 3.45;
          values.quantumEfficiency = new Rgb(0.6, 0.6, 0.6);
          values.referenceTemperature = 20;
          values.doublingTemperature = 7;
          further.accept(values);
        });
  }
}
