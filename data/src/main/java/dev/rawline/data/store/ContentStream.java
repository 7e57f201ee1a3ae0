package dev.rawline.data.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes on their way.
 *
 * @param bytes the bytes from {@code from} to the end
 * @param from where they begin in the file: as requested, or 0 where the store starts again
 * @param size the length of the whole file [bytes], where it is known
 * @param tag the file's tag, where the store has one
 * @param checksum what the whole file sums up to, where the store reports it
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
