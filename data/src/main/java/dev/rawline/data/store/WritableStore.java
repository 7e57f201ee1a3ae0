package dev.rawline.data.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A store that files can be put into. */
interface WritableStore extends Store {

  /**
   * Returns the checksum of a listed file, if it is known or cheap to compute without fetching it.
   */
  Optional<Checksum> checksum(StoreEntry entry) throws IOException;

  /**
   * Puts a file there, whole or not at all.
   *
   * @param name its path below the location, with slashes between folders
   * @param file the file
   * @param sha256 its SHA-256
   * @param replaces whether an existing file is replaced
   * @throws FileAlreadyExistsException if a file exists that is not to be replaced, even since a
   *     moment ago, and the store can detect it
   */
  void put(String name, Path file, Checksum sha256, boolean replaces) throws IOException;
}
