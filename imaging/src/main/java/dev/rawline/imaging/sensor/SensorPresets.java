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
    return new SensorSpec(
        "drone",
        Optional.of(Cfa.RGGB),
        /* pixelPitch= */ 2.4,
        new Rgb(0.62, 0.78, 0.75),
        Matrix3.of(0.85, 0.08, 0.02, 0.10, 0.85, 0.12, 0.02, 0.12, 0.80),
        /* fullWell= */ 15_000,
        /* darkCurrent= */ 2,
        /* referenceTemperature= */ 25,
        /* doublingTemperature= */ 6,
        /* readNoise= */ 2.8,
        /* rowNoise= */ 0.2,
        /* photoResponseNonUniformity= */ 0.008,
        /* darkSignalNonUniformity= */ 1,
        /* hotPixels= */ 1e-4,
        /* hotPixelCurrent= */ 400,
        /* deadPixels= */ 1e-5,
        /* gain= */ 0.528,
        /* offset= */ 256,
        /* adcBits= */ 12,
        /* containerBits= */ 16,
        Map.ofEntries(
            published("cfa", "the raw files of Raw-Drone hold an RGGB mosaic"),
            published("pixelPitch", "Raw-Drone: 2.4 µm"),
            assumed(
                "quantumEfficiency",
                "typical of a back-illuminated CMOS sensor of this pitch, about 0.8 at most"),
            assumed("transmission", "typical of dyed filters behind an infrared cut"),
            assumed(
                "fullWell",
                "typical of a 1-inch CMOS sensor of 2.4 µm; more than the 7271 e⁻ at which the converter saturates at ISO 200"),
            assumed("darkCurrent", "typical of a pixel of this size"),
            assumed("referenceTemperature", "room temperature, at which dark current is stated"),
            assumed("doublingTemperature", "silicon: between 5 and 8 K near room temperature"),
            assumed("readNoise", "no value is published; typical of this class at low gain"),
            assumed("rowNoise", "typical: under a tenth of the read noise, where it is invisible"),
            assumed("photoResponseNonUniformity", "typical of CMOS sensors: 0.5 to 1 %"),
            assumed("darkSignalNonUniformity", "typical of CMOS sensors: about 1 e⁻"),
            assumed("hotPixels", "one in ten thousand"),
            assumed("hotPixelCurrent", "two hundred times the dark current of the others"),
            assumed("deadPixels", "one in a hundred thousand"),
            published("gain", "Raw-Drone, ISO 200: 0.528 DN/e⁻ at 12 bits"),
            derived(
                "offset",
                "the published black level, 0.0625 and 0.0626 of 65535, is 4095.9 and 4102.5 as stored; over 2⁴ that is 256.0 and 256.4: 256 to the nearest whole number"),
            published("adcBits", "Raw-Drone: 12 bits"),
            published("containerBits", "Raw-Drone: 12 bits, justified to the left of 16")));
  }

  static SensorSpec microscope() {
    return new SensorSpec(
        "microscope",
        Optional.of(Cfa.RGGB),
        /* pixelPitch= */ 6.5,
        new Rgb(0.55, 0.60, 0.50),
        Matrix3.of(0.85, 0.08, 0.02, 0.10, 0.85, 0.12, 0.02, 0.12, 0.80),
        /* fullWell= */ 30_000,
        /* darkCurrent= */ 0.5,
        /* referenceTemperature= */ 25,
        /* doublingTemperature= */ 6,
        /* readNoise= */ 2,
        /* rowNoise= */ 0.2,
        /* photoResponseNonUniformity= */ 0.005,
        /* darkSignalNonUniformity= */ 0.5,
        /* hotPixels= */ 1e-4,
        /* hotPixelCurrent= */ 100,
        /* deadPixels= */ 1e-5,
        /* gain= */ 2.18,
        /* offset= */ 0.6445,
        /* adcBits= */ 16,
        /* containerBits= */ 16,
        Map.ofEntries(
            published("cfa", "the raw files of Raw-Microscopy hold an RGGB mosaic"),
            assumed("pixelPitch", "no value is published; usual for a scientific CMOS sensor"),
            assumed("quantumEfficiency", "typical of a front-illuminated scientific CMOS sensor"),
            assumed("transmission", "typical of dyed filters behind an infrared cut"),
            assumed("fullWell", "typical of a scientific CMOS sensor of this pitch"),
            assumed("darkCurrent", "typical of a scientific CMOS sensor that is little cooled"),
            assumed("referenceTemperature", "room temperature, at which dark current is stated"),
            assumed("doublingTemperature", "silicon: between 5 and 8 K near room temperature"),
            assumed("readNoise", "no value is published; typical of a scientific CMOS sensor"),
            assumed("rowNoise", "typical: a tenth of the read noise, where it is invisible"),
            assumed("photoResponseNonUniformity", "typical of CMOS sensors: 0.5 to 1 %"),
            assumed("darkSignalNonUniformity", "typical of scientific CMOS sensors"),
            assumed("hotPixels", "one in ten thousand"),
            assumed("hotPixelCurrent", "two hundred times the dark current of the others"),
            assumed("deadPixels", "one in a hundred thousand"),
            assumed(
                "gain", "no value is published; a full well fills 16 bits, 65535 DN / 30,000 e⁻"),
            derived(
                "offset",
                "the published black level, 9.834368023181512e-06 of 65535, is 0.6445 DN; with it half of the noise of darkness is cut off at 0, so a calibration needs a higher one"),
            published("adcBits", "Raw-Microscopy: 16 bits"),
            published("containerBits", "Raw-Microscopy: 16 bits")));
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
