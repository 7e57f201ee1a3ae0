package dev.rawline.imaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the real files and golden numbers that are stored next to the project. */
public final class SharedData {
  private SharedData() {}

  /**
   * Returns a file or folder of the shared data; if it is absent, the test is skipped.
   *
   * @param relative its path, for example {@code golden/inputs/car.npy}
   */
  public static Path require(String relative) {
    Optional<Path> found =
        candidates().map(root -> root.resolve(relative)).filter(Files::exists).findFirst();
    assumeTrue(
        found.isPresent(),
        () -> "skipped: no shared data '" + relative + "'; set RAWLINE_SHARED to its folder");
    return found.orElseThrow();
  }

  /**
   * Surefire starts a test in its module's folder, so the folder next to the project is two levels
   * up.
   */
  private static Stream<Path> candidates() {
    return Stream.concat(
        Stream.ofNullable(System.getenv("RAWLINE_SHARED")).map(Path::of),
        Stream.of(Path.of("..", "..", "shared"), Path.of("..", "shared")));
  }
}
