package dev.rawline.studio.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The watches that pages look at, so that a long journal is read once; the one that was used last
 * is kept longest.
 */
final class OpenWatches {
  private static final int MOST = 16;

  private final Map<Path, Opened> opened =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Opened> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A watch.
   *
   * @param file what identifies its folder: another one may come under the same name
   */
  private record Opened(WatchTail tail, Optional<Object> file) {}

  /**
   * Returns a watch.
   *
   * @param state the folder of its state, without links
   * @throws IOException if there is no journal, or it cannot be read
   */
  synchronized WatchTail of(Path state) throws IOException {
    Optional<Object> file = Optional.ofNullable(Files.getAttribute(state, "basic:fileKey"));
    Opened known = opened.get(state);
    if (known == null || !known.file.equals(file)) {
      known = new Opened(new WatchTail(state), file);
      opened.put(state, known);
    }
    return known.tail;
  }
}
