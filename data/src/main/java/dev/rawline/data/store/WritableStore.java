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
   * Puts a file where none exists, whole or not at all.
   *
   * @param name its path below the location, with slashes between folders
   * @param file the file
   * @param sha256 its SHA-256
   * @throws FileAlreadyExistsException if one exists there, be it since a moment ago, and the store
   *     can detect it
   */
  void put(String name, Path file, Checksum sha256) throws IOException;

  /** Puts a file there as {@link #put} does, in place of what exists there. */
  void replace(String name, Path file, Checksum sha256) throws IOException;
}
