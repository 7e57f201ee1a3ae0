package dev.rawline.data.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;

/** A store that files can be put into. */
interface WritableStore extends Store {

  /**
   * Returns what a listed file sums up to, where that is known without fetching it or cheap to find
   * out.
   */
  Optional<Checksum> checksum(StoreEntry entry) throws IOException;

  /**
   * Puts a file there, whole or not at all.
   *
   * @param name its path below the location, with slashes between folders
   * @param file the file
   * @param sha256 its SHA-256
   * @param replaces whether one that exists there is replaced
   * @throws FileAlreadyExistsException if one exists there that is not to be replaced, be it since
   *     a moment ago, and the store can detect it
   */
  void put(String name, Path file, Checksum sha256, boolean replaces) throws IOException;
}
