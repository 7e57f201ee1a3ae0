package dev.rawline.data.store;

import dev.rawline.data.web.TransientException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The content of a location: a list of files, and the bytes of each.
 *
 * <p>A temporary failure is a {@link TransientException}; any other states in one sentence what was
 * received, what was expected and what to do.
 */
interface Store extends AutoCloseable {

  /** Returns the files, each name once, in the order of their names. */
  List<StoreEntry> list() throws IOException;

  /**
   * Opens a file.
   *
   * @param from the first requested byte
   * @param tag the tag of the file of the previous bytes; if it has changed, the whole file is
   *     sent, from byte 0
   */
  ContentStream open(StoreEntry entry, long from, Optional<String> tag) throws IOException;

  @Override
  default void close() {}
}
