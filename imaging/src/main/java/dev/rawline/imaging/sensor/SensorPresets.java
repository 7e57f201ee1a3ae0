package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import java.util.Optional;
import java.util.function.Consumer;

/** The sensors of the published data, and where each of their numbers comes from. */
final class SensorPresets {
  private SensorPresets() {}

  static SensorSpec drone() {
    return preset(
        "drone",
        sensor -> {
          sensor.pixelPitch = 2.4;
          sensor.quantumEfficiency = new Rgb(0.62, 0.78, 0.75);
          sensor.fullWell = 15_000;
          sensor.darkCurrent = 2;
          sensor.readNoise = 2.8;
          sensor.photoResponseNonUniformity = 0.008;
          sensor.darkSignalNonUniformity = 1;
          sensor.hotPixelCurrent = 400;
          sensor.gain = 0.528;
          sensor.offset = 256;
          sensor.adcBits = 12;
        });
  }

  static SensorSpec microscope() {
    return preset(
        "microscope",
        sensor -> {
          sensor.pixelPitch = 6.5;
          sensor.quantumEfficiency = new Rgb(0.55, 0.60, 0.50);
          sensor.fullWell = 30_000;
          sensor.darkCurrent = 0.5;
          sensor.readNoise = 2;
          sensor.photoResponseNonUniformity = 0.005;
          sensor.darkSignalNonUniformity = 0.5;
          sensor.hotPixelCurrent = 100;
          sensor.gain = 2.18;
          sensor.offset = 0.6445;
          sensor.adcBits = 16;
        });
  }

  private static SensorSpec preset(String name, Consumer<SensorValues> own) {
    return SensorSpec.of(
        sensor -> {
          sensor.name = name;
          sensor.cfa = Optional.of(Cfa.RGGB);
          sensor.transmission =
              Optional.of(Matrix3.of(0.85, 0.08, 0.02, 0.10, 0.85, 0.12, 0.02, 0.12, 0.80));
          sensor.referenceTemperature = 25;
          sensor.doublingTemperature = 6;
          sensor.rowNoise = 0.2;
          sensor.hotPixels = 1e-4;
          sensor.deadPixels = 1e-5;
          sensor.containerBits = 16;
          sensor.origins = ValueOrigin.ofResource(SensorSpec.class, name + ".properties");
          own.accept(sensor);
        });
  }
}
