package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailCacheTest {
  @TempDir private Path folder;

  @Test
  void keepsManyInABoundedFile() throws IOException {
    Path file = folder.resolve("thumbnails");
    try (ThumbnailCache cache = new ThumbnailCache(file, 1500, 10)) {
      for (int sample = 0; sample < 4000; sample++) {
        cache.put(sample, new byte[] {(byte) sample, (byte) (sample >> 8)});
      }
      assertThat(Files.size(file)).isLessThanOrEqualTo(1500 * 18);
      for (int sample = 0; sample < 4000; sample++) {
        if (sample < 2500) {
          assertThat(cache.get(sample)).isEmpty(); // a later one has taken its place
        } else {
          assertThat(cache.get(sample)).hasValue(new byte[] {(byte) sample, (byte) (sample >> 8)});
        }
      }
    }
    assertThat(file).doesNotExist();
  }
}
