package dev.rawline.studio.collection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Thumbnails that were rendered: the last ones in memory, and more in a file of bounded size, in
 * which a sample has one place that it shares with others where there are too many.
 */
final class ThumbnailCache implements AutoCloseable {
  private static final int MOST_IN_MEMORY = 1024;
  private static final int HEADER = 2 * Integer.BYTES;

  private final Path file;
  private final FileChannel channel;
  private final int places;
  private final int room;
  private final Map<Integer, byte[]> last =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };

  /**
   * Begins without any.
   *
   * @param file a file that is made
   * @param places how many thumbnails it holds at most
   * @param mostBytes the largest size of one
   * @throws IOException if it cannot be made
   */
  ThumbnailCache(Path file, int places, int mostBytes) throws IOException {
    this.file = file;
    this.places = places;
    room = HEADER + mostBytes;
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE);
  }

  /** Returns the thumbnail of a sample, if it is kept. */
  synchronized Optional<byte[]> get(int sample) {
    byte[] known = last.get(sample);
    if (known == null) {
      known = stored(sample);
      if (known != null) {
        last.put(sample, known);
      }
    }
    return Optional.ofNullable(known);
  }

  private byte[] stored(int sample) {
    ByteBuffer buffer = ByteBuffer.allocate(room);
    try {
      if (channel.read(buffer, place(sample)) < HEADER) {
        return null;
      }
    } catch (IOException e) {
      return null; // it is rendered again
    }
    buffer.flip();
    if (buffer.getInt() != sample + 1) {
      return null;
    }
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      return null;
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** Keeps the thumbnail of a sample. */
  synchronized void put(int sample, byte[] bytes) {
    last.put(sample, bytes);
    long place = place(sample);
    try {
      // A place that is written in part, on a full disk, must not look like another sample's.
      channel.write(ByteBuffer.allocate(HEADER), place);
      channel.write(ByteBuffer.wrap(bytes), place + HEADER);
      channel.write(
          ByteBuffer.allocate(HEADER).putInt(sample + 1).putInt(bytes.length).flip(), place);
    } catch (IOException e) {
      // Without the file, thumbnails that left the memory are rendered again.
    }
  }

  private long place(int sample) {
    return (long) (sample % places) * room;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
