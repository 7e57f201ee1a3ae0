package dev.rawline.data.pack;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.IntegerSamples;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The numbers of one array of a shard, read straight from the mapped memory.
 *
 * <p>At the first reading, their header and checksum are compared with the shard's record.
 *
 * <p>Mapped memory is touched by copying only, a part at a time that stays in the core's first
 * cache: if a disk fails or another program truncates the file, copying throws, whereas other
 * accesses may crash the program.
 */
final class PackedPixels {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort WORD =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** How many numbers are copied at a time. */
  private static final int PART = 1 << 12;

  private final Shard shard;
  private final String entry;
  private final long at;
  private final PackedArray array;
  private volatile boolean checked;

  /**
   * Points to an array.
   *
   * @param entry its name in the shard
   * @param at where its numbers begin [bytes]
   */
  PackedPixels(Shard shard, String entry, long at, PackedArray array) {
    this.shard = shard;
    this.entry = entry;
    this.at = at;
    this.array = array;
  }

  /** Returns where a person finds it. */
  String name() {
    return shard.file() + ", " + entry;
  }

  PackedArray array() {
    return array;
  }

  /** Returns all samples, in a new array. */
  float[] floats() throws IOException {
    float[] samples = new float[array.count()];
    read(samples);
    return samples;
  }

  /**
   * Reads all samples.
   *
   * @throws IllegalArgumentException if the array is of another length
   */
  void read(float[] into) throws IOException {
    if (into.length != array.count()) {
      throw new IllegalArgumentException(
          "%s has %d samples, the array has room for %d: give one of the same length"
              .formatted(name(), array.count(), into.length));
    }
    reading(
        memory -> {
          switch (array.type()) {
            case UINT8 -> readBytes(memory, into);
            case UINT16 -> readWords(memory, into);
            case FLOAT32 -> MemorySegment.copy(memory, FLOAT, at, into, 0, into.length);
            case FLOAT64 -> throw new IllegalStateException("no shard has " + array.type());
          }
        });
  }

  private void readBytes(MemorySegment memory, float[] into) {
    byte[] part = new byte[Math.min(PART, into.length)];
    for (int from = 0; from < into.length; from += PART) {
      int count = Math.min(PART, into.length - from);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at + from, part, 0, count);
      IntegerSamples.floats(part, count, array.divisor(), into, from);
    }
  }

  private void readWords(MemorySegment memory, float[] into) {
    short[] part = new short[Math.min(PART, into.length)];
    for (int from = 0; from < into.length; from += PART) {
      int count = Math.min(PART, into.length - from);
      MemorySegment.copy(memory, WORD, at + (long) Short.BYTES * from, part, 0, count);
      IntegerSamples.floats(part, count, array.divisor(), into, from);
    }
  }

  /** Returns the numbers as they are stored. */
  byte[] bytes() throws IOException {
    byte[] bytes = new byte[array.count()];
    reading(
        memory -> MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, bytes, 0, bytes.length));
    return bytes;
  }

  private interface Reading {
    void of(MemorySegment memory);
  }

  private void reading(Reading reading) throws RejectedFileException {
    try {
      check();
      reading.of(shard.memory());
    } catch (InternalError | IndexOutOfBoundsException e) {
      // The mapped bytes no longer exist: another program has truncated the file.
      throw shard.damaged(entry + " cannot be read", e);
    }
  }

  private void check() throws RejectedFileException {
    if (checked) {
      return;
    }
    byte[] header = array.header();
    byte[] stored = new byte[header.length];
    MemorySegment.copy(
        shard.memory(), ValueLayout.JAVA_BYTE, at - header.length, stored, 0, header.length);
    if (!Arrays.equals(header, stored) || !checksum().equals(array.checksum())) {
      throw shard.damaged("the checksum of %s does not match".formatted(entry));
    }
    checked = true;
  }

  private String checksum() {
    CRC32C checksum = new CRC32C();
    byte[] part = new byte[PART];
    for (long from = 0; from < array.bytes(); from += PART) {
      int count = (int) Math.min(PART, array.bytes() - from);
      MemorySegment.copy(shard.memory(), ValueLayout.JAVA_BYTE, at + from, part, 0, count);
      checksum.update(part, 0, count);
    }
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }
}
