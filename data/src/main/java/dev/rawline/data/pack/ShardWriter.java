package dev.rawline.data.pack;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.SampleChecksum;
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

  /**
   * A sample as it is written into a shard.
   *
   * @param pictureHeader the header of the picture's numbers
   * @param picture the picture's numbers
   * @param maskHeader the header of the mask's numbers; empty without a mask
   * @param mask the mask's numbers; empty without a mask
   * @param json the sample without its pixels
   */
  @SuppressWarnings("ArrayRecordComponent") // passed between methods, never compared
  record EncodedSample(
      byte[] pictureHeader, byte[] picture, byte[] maskHeader, byte[] mask, byte[] json) {

    /**
     * Stores a sample whose pixels have been read.
     *
     * @throws IOException if it cannot be stored; the message names the sample
     */
    static EncodedSample of(LoadedSample loaded) throws IOException {
      try {
        EncodedPixels numbers = EncodedPixels.of(loaded.frame());
        PackedArray picture = numbers.described(SampleChecksum.of(loaded.frame()));
        EncodedPixels maskNumbers = loaded.mask().map(EncodedPixels::of).orElse(null);
        PackedArray mask =
            maskNumbers == null
                ? null
                : maskNumbers.described(SampleChecksum.of(loaded.mask().orElseThrow()));
        return new EncodedSample(
            picture.header(),
            numbers.bytes(),
            mask == null ? new byte[0] : mask.header(),
            maskNumbers == null ? new byte[0] : maskNumbers.bytes(),
            PackedJson.checked(PackedSample.of(loaded, picture, mask)));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "sample %s cannot be packed: %s".formatted(loaded.sample().id(), e.getMessage()), e);
      }
    }

    /** Returns the room that the sample takes in a shard [bytes]. */
    long size() {
      long files = mask.length > 0 ? 3 : 2;
      return files * TarHeader.BLOCK
          + TarHeader.padded((long) pictureHeader.length + picture.length)
          + TarHeader.padded((long) maskHeader.length + mask.length)
          + TarHeader.padded(json.length);
    }
  }
}
