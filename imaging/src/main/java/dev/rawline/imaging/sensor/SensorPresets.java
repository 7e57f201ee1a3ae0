package dev.rawline.imaging.sensor;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.frame.ValueOrigin.Basis;
import java.util.Map;
import java.util.Optional;

/** The sensors of the published data, and where each of their numbers comes from. */
final class SensorPresets {
  private SensorPresets() {}

  static SensorSpec drone() {
    return SensorSpec.of(
        sensor -> {
          sensor.name = "drone";
          sensor.cfa = Optional.of(Cfa.RGGB);
          sensor.pixelPitch = 2.4;
          sensor.quantumEfficiency = new Rgb(0.62, 0.78, 0.75);
          sensor.transmission =
              Optional.of(Matrix3.of(0.85, 0.08, 0.02, 0.10, 0.85, 0.12, 0.02, 0.12, 0.80));
          sensor.fullWell = 15_000;
          sensor.darkCurrent = 2;
          sensor.referenceTemperature = 25;
          sensor.doublingTemperature = 6;
          sensor.readNoise = 2.8;
          sensor.rowNoise = 0.2;
          sensor.photoResponseNonUniformity = 0.008;
          sensor.darkSignalNonUniformity = 1;
          sensor.hotPixels = 1e-4;
          sensor.hotPixelCurrent = 400;
          sensor.deadPixels = 1e-5;
          sensor.gain = 0.528;
          sensor.offset = 256;
          sensor.adcBits = 12;
          sensor.containerBits = 16;
          sensor.origins =
              Map.ofEntries(
                  published("cfa", "the raw files of Raw-Drone hold an RGGB mosaic"),
                  published("pixelPitch", "Raw-Drone: 2.4 µm"),
                  assumed(
                      "quantumEfficiency",
                      "typical of a back-illuminated CMOS sensor of this pitch, about 0.8 at most"),
                  assumed("transmission", "typical of dyed filters behind an infrared cut"),
                  assumed(
                      "fullWell",
                      "typical of a 1-inch CMOS sensor of 2.4 µm; more than the 7271 e⁻ at which"
                          + " the converter saturates at ISO 200"),
                  assumed("darkCurrent", "typical of a pixel of this size"),
                  assumed(
                      "referenceTemperature", "room temperature, at which dark current is stated"),
                  assumed(
                      "doublingTemperature", "silicon: between 5 and 8 K near room temperature"),
                  assumed("readNoise", "no value is published; typical of this class at low gain"),
                  assumed(
                      "rowNoise",
                      "typical: under a tenth of the read noise, where it is invisible"),
                  assumed("photoResponseNonUniformity", "typical of CMOS sensors: 0.5 to 1 %"),
                  assumed("darkSignalNonUniformity", "typical of CMOS sensors: about 1 e⁻"),
                  assumed("hotPixels", "one in ten thousand"),
                  assumed("hotPixelCurrent", "two hundred times the dark current of the others"),
                  assumed("deadPixels", "one in a hundred thousand"),
                  published("gain", "Raw-Drone, ISO 200: 0.528 DN/e⁻ at 12 bits"),
                  derived(
                      "offset",
                      "the published black level, 0.0625 and 0.0626 of 65535, is 4095.9 and 4102.5"
                          + " as stored; over 2⁴ that is 256.0 and 256.4: 256 to the nearest whole"
                          + " number"),
                  published("adcBits", "Raw-Drone: 12 bits"),
                  published("containerBits", "Raw-Drone: 12 bits, justified to the left of 16"));
        });
  }

  static SensorSpec microscope() {
    return SensorSpec.of(
        sensor -> {
          sensor.name = "microscope";
          sensor.cfa = Optional.of(Cfa.RGGB);
          sensor.pixelPitch = 6.5;
          sensor.quantumEfficiency = new Rgb(0.55, 0.60, 0.50);
          sensor.transmission =
              Optional.of(Matrix3.of(0.85, 0.08, 0.02, 0.10, 0.85, 0.12, 0.02, 0.12, 0.80));
          sensor.fullWell = 30_000;
          sensor.darkCurrent = 0.5;
          sensor.referenceTemperature = 25;
          sensor.doublingTemperature = 6;
          sensor.readNoise = 2;
          sensor.rowNoise = 0.2;
          sensor.photoResponseNonUniformity = 0.005;
          sensor.darkSignalNonUniformity = 0.5;
          sensor.hotPixels = 1e-4;
          sensor.hotPixelCurrent = 100;
          sensor.deadPixels = 1e-5;
          sensor.gain = 2.18;
          sensor.offset = 0.6445;
          sensor.adcBits = 16;
          sensor.containerBits = 16;
          sensor.origins =
              Map.ofEntries(
                  published("cfa", "the raw files of Raw-Microscopy hold an RGGB mosaic"),
                  assumed(
                      "pixelPitch", "no value is published; usual for a scientific CMOS sensor"),
                  assumed(
                      "quantumEfficiency", "typical of a front-illuminated scientific CMOS sensor"),
                  assumed("transmission", "typical of dyed filters behind an infrared cut"),
                  assumed("fullWell", "typical of a scientific CMOS sensor of this pitch"),
                  assumed(
                      "darkCurrent", "typical of a scientific CMOS sensor that is little cooled"),
                  assumed(
                      "referenceTemperature", "room temperature, at which dark current is stated"),
                  assumed(
                      "doublingTemperature", "silicon: between 5 and 8 K near room temperature"),
                  assumed(
                      "readNoise", "no value is published; typical of a scientific CMOS sensor"),
                  assumed("rowNoise", "typical: a tenth of the read noise, where it is invisible"),
                  assumed("photoResponseNonUniformity", "typical of CMOS sensors: 0.5 to 1 %"),
                  assumed("darkSignalNonUniformity", "typical of scientific CMOS sensors"),
                  assumed("hotPixels", "one in ten thousand"),
                  assumed("hotPixelCurrent", "two hundred times the dark current of the others"),
                  assumed("deadPixels", "one in a hundred thousand"),
                  assumed(
                      "gain",
                      "no value is published; a full well fills 16 bits, 65535 DN / 30,000 e⁻"),
                  derived(
                      "offset",
                      "the published black level, 9.834368023181512e-06 of 65535, is 0.6445 DN;"
                          + " with it half of the noise of darkness is cut off at 0, so a"
                          + " calibration needs a higher one"),
                  published("adcBits", "Raw-Microscopy: 16 bits"),
                  published("containerBits", "Raw-Microscopy: 16 bits"));
        });
  }

  private static Map.Entry<String, ValueOrigin> published(String component, String note) {
    return Map.entry(component, new ValueOrigin(Basis.PUBLISHED, note));
  }

  private static Map.Entry<String, ValueOrigin> derived(String component, String note) {
    return Map.entry(component, new ValueOrigin(Basis.DERIVED, note));
  }

  private static Map.Entry<String, ValueOrigin> assumed(String component, String note) {
    return Map.entry(component, new ValueOrigin(Basis.ASSUMED, note));
  }
}
