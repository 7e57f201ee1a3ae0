package dev.rawline.lab.quality.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits until something changes in a folder, as far as the system reports it; where it does not,
 * time passes and nothing else.
 *
 * @param service what reports changes, where the system does
 */
record FolderWatcher(Optional<WatchService> service) implements AutoCloseable {

  /** Starts to watch a folder; where that is not possible, no changes are reported. */
  static FolderWatcher of(Path folder) {
    WatchService service = null;
    try {
      service = folder.getFileSystem().newWatchService();
      folder.register(
          service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      return new FolderWatcher(Optional.of(service));
    } catch (IOException | UnsupportedOperationException e) {
      // No more watches are to be had, or the file system has none.
      closeQuietly(service);
      return none();
    }
  }

  /** Returns a watcher that reports no changes. */
  static FolderWatcher none() {
    return new FolderWatcher(Optional.empty());
  }

  private static void closeQuietly(WatchService service) {
    try {
      if (service != null) {
        service.close();
      }
    } catch (IOException e) {
      // It was never used.
    }
  }

  /** Returns whether the system reports changes. */
  boolean isReported() {
    return service.isPresent();
  }

  /**
   * Waits for changes, or until time is over.
   *
   * @return the names of files that changed, from the folder; none at all if some were lost
   * @throws InterruptedException if the thread is interrupted
   */
  Optional<Set<Path>> await(Duration most) throws InterruptedException {
    Set<Path> names = new LinkedHashSet<>();
    if (service.isEmpty()) {
      Thread.sleep(most);
      return Optional.of(names);
    }
    WatchKey key = service.get().poll(most.toMillis(), TimeUnit.MILLISECONDS);
    boolean lost = false;
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.context() instanceof Path name) {
          names.add(name);
        } else {
          lost = true; // an overflow has no name
        }
      }
      lost |= !key.reset();
      key = service.get().poll();
    }
    return lost ? Optional.empty() : Optional.of(names);
  }

  @Override
  public void close() throws IOException {
    if (service.isPresent()) {
      service.get().close();
    }
  }
}
