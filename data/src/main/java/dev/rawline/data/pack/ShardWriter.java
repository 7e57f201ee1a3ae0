package dev.rawline.data.pack;

import dev.rawline.data.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes one shard, whole or not at all. */
final class ShardWriter implements AutoCloseable {
  /** The file that describes the data set; readers of WebDataset's convention pass over it. */
  static final String DESCRIPTION = "__data_set__";

  static final String PICTURE = ".npy";
  static final String MASK = ".mask.npy";
  static final String SAMPLE = ".json";

  private final AtomicFile file;
  private long size;
  private int samples;

  /** Begins a shard. */
  ShardWriter(Path path, byte[] description) throws IOException {
    file = AtomicFile.begin(path);
    append(DESCRIPTION, description);
  }

  /** Returns the bytes that the shard has with one more sample. */
  long sizeWith(EncodedSample sample) {
    return size + sample.size() + TarHeader.END;
  }

  boolean isEmpty() {
    return samples == 0;
  }

  /** Appends a sample. */
  void append(String key, EncodedSample sample) throws IOException {
    append(key + PICTURE, sample.pictureHeader(), sample.picture());
    if (sample.mask().length > 0) {
      append(key + MASK, sample.maskHeader(), sample.mask());
    }
    append(key + SAMPLE, sample.json());
    samples++;
  }

  private void append(String name, byte[]... parts) throws IOException {
    long length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    write(new TarHeader(name, length).bytes());
    for (byte[] part : parts) {
      write(part);
    }
    write(new byte[(int) (TarHeader.padded(length) - length)]);
  }

  private void write(byte[] bytes) throws IOException {
    file.write(bytes);
    size += bytes.length;
  }

  /** Completes the shard. */
  void finish() throws IOException {
    write(new byte[TarHeader.END]);
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
