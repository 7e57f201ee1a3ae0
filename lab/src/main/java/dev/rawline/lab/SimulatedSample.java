package dev.rawline.lab;

import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.scene.SceneKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One sample of a simulated data set, and where its files stand.
 *
 * @param folder the data set's
 * @param number its place, from 1
 * @param label its class
 */
record SimulatedSample(Path folder, int number, String label) {

  /** Returns what its files are called, without ending; scenes of one group are the same. */
  String stem() {
    return "%06d".formatted(number);
  }

  Path image() {
    return folder.resolve("images").resolve(stem() + ".tiff");
  }

  Path sidecar() {
    return folder.resolve("images").resolve(stem() + ".yaml");
  }

  Path mask() {
    return folder.resolve("masks").resolve(stem() + ".png");
  }

  /** Returns what tells that the others are whole; it is written last. */
  Path record() {
    return folder.resolve("records").resolve(stem() + ".json");
  }

  /** Returns the files that there are, but for the record. */
  List<Path> files() {
    return Stream.of(image(), sidecar(), mask()).filter(Files::exists).toList();
  }

  /** Returns a file's name as the data set tells it. */
  String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** Returns what its scene and its noise are drawn from. */
  Seed seed(long run, SceneKind kind) {
    return new Seed(run, kind.name() + "/" + stem());
  }
}
