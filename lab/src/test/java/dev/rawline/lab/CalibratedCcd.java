package dev.rawline.lab;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.calibrate.Calibrate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real 12-bit CCD, as {@code calibrate} finds it from its recorded series. */
public final class CalibratedCcd {
  private CalibratedCcd() {}

  /** Returns the folder of its frames; the test is skipped where it is not there. */
  public static Path frames() {
    return SharedData.require("data/emva_ccd_50");
  }

  /**
   * Calibrates it.
   *
   * @param work where the files of the calibration are written
   */
  public static SensorSpec in(Path work) throws IOException {
    new Calibrate(
            work.resolve("calibration"),
            "ccd",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false)
        .run(List.of(frames().resolve("frames.csv")), Progress.SILENT);
    return DescriptionFiles.SENSOR.read(work.resolve("calibration/sensor.yaml"));
  }
}
