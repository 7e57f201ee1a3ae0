package dev.rawline.lab.generate;

import dev.rawline.data.layout.DataSets;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Small raw data sets of procedural cells: eosinophils and lymphocytes, as many of each. */
final class SimulatedSmears {
  static final SensorSpec SENSOR = SensorSpec.preset("microscope").orElseThrow();
  static final OpticsSpec OPTICS = OpticsSpec.preset("microscope").orElseThrow();

  private SimulatedSmears() {}

  /** Simulates some into a folder. */
  static DataSet of(Path folder, int count, long seed) throws IOException {
    new Simulate(
            folder,
            SceneChoice.BLOOD_SMEAR,
            List.of("EOS", "LYT"),
            /* balanced= */ true,
            new SimulatedCamera(SENSOR, OPTICS, 128, 128, 1),
            seed,
            2)
        .run(count, Progress.SILENT);
    return DataSets.open(folder);
  }
}
