package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedMemoryTest {
  private static final int WIDTH = 5472;
  private static final int HEIGHT = 3648;

  @TempDir private Path work;

  @Test
  @Tag("slow")
  void twelveViewsOfTwentyMegapixelsFitAHeapOfOneGigabyte() throws Exception {
    Path raw = work.resolve("large.raw");
    writeNoise(raw);
    Path log = work.resolve("log");
    Process program =
        Ran.program(
                List.of("-Xmx1g"),
                List.of(
                    "views",
                    raw.toString(),
                    "--width=" + WIDTH,
                    "--height=" + HEIGHT,
                    "--bits=14",
                    "--cfa=GBRG",
                    "--camera=drone",
                    "--tiff",
                    "--out=" + work.resolve("out")))
            .redirectOutput(log.toFile())
            .start();

    assertThat(program.waitFor()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    try (Stream<Path> files = Files.list(work.resolve("out"))) {
      assertThat(files).hasSize(12 + 12 + 1 + 1);
    }
  }

  private static void writeNoise(Path raw) throws IOException {
    Random random = new Random(1);
    byte[] row = new byte[2 * WIDTH];
    try (OutputStream out = Files.newOutputStream(raw)) {
      for (int i = 0; i < HEIGHT; i++) {
        random.nextBytes(row);
        for (int high = 1; high < row.length; high += 2) {
          row[high] &= 0x3f; // 14 bits, little endian
        }
        out.write(row);
      }
    }
  }
}
