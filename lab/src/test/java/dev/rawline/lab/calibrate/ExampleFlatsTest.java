package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFlatsTest {
  private static final Path KEPT = Path.of("..", "examples", "flats");
  private static final long MOST_BYTES = 300_000;

  @TempDir private Path made;

  @Test
  void theExampleFramesAreUpToDate() throws IOException {
    ExampleFlats.write(made);

    assertThat(names(KEPT)).isEqualTo(names(made));
    for (String name : names(made)) {
      if (name.endsWith(".png")) {
        assertThat(samples(KEPT.resolve(name))).as(name).isEqualTo(samples(made.resolve(name)));
      } else {
        assertThat(KEPT.resolve(name)).hasSameTextualContentAs(made.resolve(name));
      }
    }
  }

  @Test
  void theExampleFramesAreSmall() throws IOException {
    long bytes = 0;
    for (String name : names(KEPT)) {
      bytes += Files.size(KEPT.resolve(name));
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static int[] samples(Path file) throws IOException {
    Raster raster = ImageIO.read(file.toFile()).getRaster();
    return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
  }
}
