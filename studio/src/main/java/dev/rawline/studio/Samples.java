package dev.rawline.studio;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.simulate.SceneChoice;
import dev.rawline.lab.simulate.Simulate;
import dev.rawline.lab.simulate.SimulatedCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundled samples: scenes that a simulated microscope and a simulated drone recorded. */
enum Samples {
  /** Blood cells. */
  MICROSCOPE(SceneChoice.BLOOD_SMEAR),
  /** A street from above. */
  DRONE(SceneChoice.AERIAL_STREET);

  private static final int SIDE = 640;
  private static final long SEED = 4;

  private final SceneChoice scene;

  Samples(SceneChoice scene) {
    this.scene = scene;
  }

  /** Returns its name, which is that of its camera. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Returns the raw file of it, which is simulated if it is not there.
   *
   * @param folder where samples are kept
   * @throws IOException if it cannot be written
   */
  Path file(Path folder) throws IOException {
    Path data = folder.resolve(word());
    new Simulate(
            data,
            scene,
            List.of(),
            /* balanced= */ false,
            new SimulatedCamera(
                SensorSpec.preset(word()).orElseThrow(),
                OpticsSpec.preset(word()).orElseThrow(),
                SIDE,
                SIDE,
                SEED),
            SEED,
            1)
        .run(1, Progress.SILENT);
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.toString().endsWith(".tiff"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
