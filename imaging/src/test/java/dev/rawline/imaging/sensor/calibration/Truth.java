package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A measured number and its true value.
 *
 * <p>The truth is that of the distribution from which a device is drawn, not of the drawn pattern:
 * its DSNU is the standard deviation that the pixels' offsets are drawn with. Saturation is that of
 * the exposure where the variance was found largest, as the standard defines it.
 *
 * @param estimate the result of the calibration
 * @param truth the camera's parameter
 */
record Truth(String unit, Estimate estimate, double truth) {

  /** The standard deviations of a pattern: of rows, columns and pixels. */
  private record Pattern(double row, double column, double pixel) {
    double total() {
      return Math.sqrt(row * row + column * column + pixel * pixel);
    }
  }

  /** The numbers that all others follow from. */
  private record Camera(
      double gain,
      double efficiency,
      double offset,
      double pixelNoise,
      double rowNoise,
      double fullWell,
      double darkCurrent,
      Pattern dsnu,
      Pattern prnu) {}

  static Map<String, Truth> of(SensorSpec spec, ChannelCalibration measured) {
    return of(
        new Camera(
            spec.gain(),
            spec.quantumEfficiency().green(),
            spec.offset(),
            spec.readNoise(),
            spec.rowNoise(),
            spec.fullWell(),
            spec.darkCurrent(),
            new Pattern(0, 0, spec.darkSignalNonUniformity()),
            new Pattern(0, 0, spec.photoResponseNonUniformity())),
        measured);
  }

  static Map<String, Truth> ofPlainCamera(PlainCamera camera, ChannelCalibration measured) {
    // At one exposure time, the level and the noise without light are those of that time.
    double dark = camera.variesLight ? PlainCamera.DARK_CURRENT * camera.stackSeconds : 0;
    return of(
        new Camera(
            camera.gain,
            PlainCamera.EFFICIENCY,
            camera.offset + camera.gain * dark,
            Math.sqrt(camera.darkNoise * camera.darkNoise + dark),
            camera.rowNoise,
            camera.fullWell,
            PlainCamera.DARK_CURRENT,
            new Pattern(PlainCamera.DSNU_ROW, PlainCamera.DSNU_COLUMN, PlainCamera.DSNU_PIXEL),
            new Pattern(PlainCamera.PRNU_ROW, PlainCamera.PRNU_COLUMN, PlainCamera.PRNU_PIXEL)),
        measured);
  }

  private static Map<String, Truth> of(Camera camera, ChannelCalibration measured) {
    double darkNoise = Math.hypot(camera.pixelNoise, camera.rowNoise);
    double darkNoiseDn = Math.sqrt(Math.pow(darkNoise * camera.gain, 2) + 1 / 12.0);
    double threshold = darkNoiseDn / camera.gain + 0.5;
    double photons = measured.saturationPhotons().map(Estimate::value).orElse(Double.NaN);
    double saturation = camera.efficiency * photons;
    Map<String, Truth> all = new LinkedHashMap<>();
    all.put("gain K", new Truth("DN/e⁻", measured.gain(), camera.gain));
    put(all, "offset", "DN", measured.offset(), camera.offset);
    put(all, "dark noise σ_y.dark", "DN", measured.darkNoiseDn(), darkNoiseDn);
    put(all, "dark noise σ_d", "e⁻", measured.darkNoise(), darkNoise);
    put(all, "row noise", "e⁻", measured.rowNoise(), camera.rowNoise);
    put(
        all,
        "responsivity R",
        "DN/photon",
        measured.responsivity(),
        camera.efficiency * camera.gain);
    put(all, "quantum efficiency η", "e⁻/photon", measured.quantumEfficiency(), camera.efficiency);
    if (saturation > 0) {
      put(all, "saturation", "e⁻", measured.saturation(), saturation);
      put(all, "full well", "e⁻", measured.fullWell(), camera.fullWell);
      put(all, "SNR_max", "1", measured.snrMax(), Math.sqrt(saturation));
      put(all, "dynamic range", "1", measured.dynamicRange(), saturation / threshold);
    }
    put(all, "threshold (electrons)", "e⁻", measured.thresholdElectrons(), threshold);
    put(
        all,
        "threshold (photons)",
        "photons",
        measured.thresholdPhotons(),
        threshold / camera.efficiency);
    put(all, "linearity error", "%", measured.linearityError(), 0);
    put(all, "dark current", "e⁻/s", measured.darkCurrent(), camera.darkCurrent);
    measured
        .darkSignalNonUniformity()
        .ifPresent(found -> pattern(all, "DSNU", "e⁻", found, camera.dsnu, 1));
    measured
        .photoResponseNonUniformity()
        .ifPresent(found -> pattern(all, "PRNU", "%", found, camera.prnu, 100));
    if (camera.prnu.row == 0) {
      put(all, "PRNU without fall-off", "%", measured.pixelResponse(), 100 * camera.prnu.pixel);
      put(all, "DSNU without defects", "e⁻", measured.pixelOffsets(), camera.dsnu.pixel);
    }
    return all;
  }

  private static void put(
      Map<String, Truth> all, String name, String unit, Optional<Estimate> estimate, double truth) {
    estimate.ifPresent(found -> all.put(name, new Truth(unit, found, truth)));
  }

  private static void pattern(
      Map<String, Truth> all,
      String name,
      String unit,
      NonUniformity measured,
      Pattern truth,
      double factor) {
    all.put(name, new Truth(unit, measured.total(), factor * truth.total()));
    all.put(name + " of rows", new Truth(unit, measured.row(), factor * truth.row));
    all.put(name + " of columns", new Truth(unit, measured.column(), factor * truth.column));
    all.put(name + " of pixels", new Truth(unit, measured.pixel(), factor * truth.pixel));
  }
}
