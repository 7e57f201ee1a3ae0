package dev.rawline.lab.dataset;

import dev.rawline.data.store.Checksum;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.Location;
import dev.rawline.data.store.Pusher;
import dev.rawline.data.store.StoreAccess;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A location or a published name → a data set on this machine.
 *
 * @param source where fetched files are kept, and how locations are reached
 * @param typed a known name, a location, or the path of a folder or archive
 * @param sha256 what its only file must sum up to
 * @param out where it is copied to; empty leaves it in the cache
 */
public record FetchData(
    DataSetSource source, String typed, Optional<Checksum> sha256, Optional<Path> out) {

  /**
   * What was done.
   *
   * @param data what is on this machine now
   * @param folder the data set's folder: in the cache, or the copy
   * @param copied how many files were copied; 0 without a copy
   * @param kept how many files of the copy stood there already
   */
  public record Result(DataSetSource.LocalDataSet data, Path folder, int copied, int kept) {}

  /**
   * Fetches it, unless it is here already, and copies it where that is wanted.
   *
   * @throws IllegalArgumentException if what was typed is no data set; the message states what was
   *     expected
   * @throws dev.rawline.data.file.RejectedFileException if an archive is damaged or not to be
   *     trusted
   * @throws IOException if it cannot be fetched or kept, or other files exist where it is copied
   *     to; the message states the reason and the remedy
   */
  public Result run(Progress progress) throws IOException {
    DataSetSource.LocalDataSet here = source.fetch(typed, sha256, progress);
    if (out.isEmpty()) {
      return new Result(here, here.folder(), 0, 0);
    }
    Pusher.PushSummary copy =
        new Pusher(here.folder(), new Location.Local(out.get()), StoreAccess.STANDARD)
            .copy(progress);
    return new Result(here, out.get(), copy.sent(), copy.kept());
  }
}
