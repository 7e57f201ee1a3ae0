package dev.rawline.data.store;

import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Helpers for tests of transfers. */
final class Transfers {
  /** Few retries with minimal pauses. */
  static final RetryPolicy IMPATIENT =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofSeconds(2));

  static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));

  /** Whether names of files may have any letters, which depends on the locale. */
  static final boolean NAMES_ARE_UNICODE = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));

  /** A letter beyond ASCII, or an ASCII one if names of files are limited to it. */
  static final String LETTER = NAMES_ARE_UNICODE ? "ü" : "u";

  private Transfers() {}

  static StoreAccess access(WebServer zenodo) {
    return new StoreAccess(IMPATIENT, TIMEOUTS, 4, Optional.empty(), zenodo.address("/"));
  }

  static StoreAccess access() {
    return new StoreAccess(
        IMPATIENT, TIMEOUTS, 4, Optional.empty(), URI.create("http://localhost:1/"));
  }

  /** Returns incompressible bytes. */
  static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Returns all files below a folder, sorted, relative to it. */
  static List<String> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
