package dev.rawline.data.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Files of a store → the cache, several at once.
 *
 * @param fetch how one is fetched
 * @param parallel the most under way at once
 */
record ParallelFetcher(Fetcher fetch, int parallel) {

  /** Fetches all files and returns them in their order; the first failure ends it. */
  List<Fetcher.Fetched> run(
      Store store,
      Location location,
      List<StoreEntry> entries,
      Optional<Checksum> sha256,
      TransferProgress progress)
      throws IOException {
    progress.begins(
        entries.size(), entries.stream().mapToLong(entry -> entry.size().orElse(0)).sum());
    List<Callable<Fetcher.Fetched>> tasks = new ArrayList<>();
    for (StoreEntry entry : entries) {
      tasks.add(() -> fetch.run(store, location, entry, sha256));
    }
    return ParallelTasks.run(tasks, parallel);
  }
}
