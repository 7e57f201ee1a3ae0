package dev.rawline.data.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stream of a file's content.
 *
 * @param bytes the bytes from {@code from} to the end
 * @param from their position in the file: as requested, or 0 if the store starts again
 * @param size the length of the whole file [bytes], if known
 * @param tag the file's tag, if any
 * @param checksum the checksum of the whole file, if the store reports it
 */
record ContentStream(
    InputStream bytes,
    long from,
    OptionalLong size,
    Optional<String> tag,
    Optional<Checksum> checksum)
    implements AutoCloseable {

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
