package dev.rawline.data.store;

import dev.rawline.data.web.TransientException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a location holds: a list of files, and the bytes of each.
 *
 * <p>A failure that may pass by itself is a {@link TransientException}; any other states in one
 * sentence what came, what was expected and what to do.
 */
interface Store extends AutoCloseable {

  /** Returns the files, each name once, in the order of their names. */
  List<StoreEntry> list() throws IOException;

  /**
   * Opens a file.
   *
   * @param from the first byte that is requested
   * @param tag the tag of the file that the bytes before belong to; if the file has another one by
   *     now, all of it comes, from byte 0
   */
  ContentStream open(StoreEntry entry, long from, Optional<String> tag) throws IOException;

  @Override
  default void close() {}
}
