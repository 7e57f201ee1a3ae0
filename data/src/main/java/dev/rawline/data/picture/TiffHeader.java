package dev.rawline.data.picture;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The bytes of a TIFF before its first row: 16 bits a sample, uncompressed.
 *
 * <p>Baseline TIFF 6.0: byte order and version, one directory of entries in ascending order of
 * their tags, then the values that are too long for an entry.
 */
final class TiffHeader {
  private static final int STRIP_BYTES = 1 << 16;

  /** TIFF's offsets reach 4 GiB, but many readers take them for signed numbers. */
  private static final int LARGEST_PICTURE_BYTES = Integer.MAX_VALUE;

  private static final int DIRECTORY_OFFSET = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int INLINE_BYTES = 4;

  private static final int UNCOMPRESSED = 1;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int INTERLEAVED = 1;
  private static final int INCH = 2;

  /** Pixels per inch; TIFF demands a number, and programs read this one as "unknown". */
  private static final int RESOLUTION = 72;

  private TiffHeader() {}

  /**
   * Returns the header.
   *
   * @param samples of a pixel: 1 grey, the larger the brighter, or 3 of sRGB
   */
  static byte[] of(int samples, int width, int height) {
    long pictureBytes = (long) samples * Short.BYTES * width * height;
    if (pictureBytes > LARGEST_PICTURE_BYTES) {
      throw new IllegalArgumentException(
          "an image of %d×%d pixels needs %d bytes, but a TIFF can have at most %d: write a PNG"
              .formatted(width, height, pictureBytes, LARGEST_PICTURE_BYTES));
    }
    // The offsets of the strips are as long before they are known.
    int length = encode(entries(samples, width, height, 0)).length;
    return encode(entries(samples, width, height, length));
  }

  private static List<Entry> entries(int samples, int width, int height, long firstRowOffset) {
    int[] bits = new int[samples];
    Arrays.fill(bits, Short.SIZE);
    long rowBytes = (long) samples * Short.BYTES * width;
    int rowsPerStrip = Math.clamp(STRIP_BYTES / rowBytes, 1, height);
    long[] firstRows =
        LongStream.iterate(0, row -> row < height, row -> row + rowsPerStrip).toArray();
    long[] offsets = Arrays.stream(firstRows).map(row -> firstRowOffset + row * rowBytes).toArray();
    long[] lengths =
        Arrays.stream(firstRows)
            .map(row -> Math.min(rowsPerStrip, height - row) * rowBytes)
            .toArray();
    List<Entry> entries = new ArrayList<>();
    Collections.addAll(
        entries,
        Entry.longs(256, width), // ImageWidth
        Entry.longs(257, height), // ImageLength
        Entry.shorts(258, bits), // BitsPerSample
        Entry.shorts(259, UNCOMPRESSED), // Compression
        Entry.shorts(262, samples == 1 ? BLACK_IS_ZERO : RGB), // PhotometricInterpretation
        Entry.longs(273, offsets), // StripOffsets
        Entry.shorts(277, samples), // SamplesPerPixel
        Entry.longs(278, rowsPerStrip), // RowsPerStrip
        Entry.longs(279, lengths), // StripByteCounts
        Entry.rational(282, RESOLUTION, 1), // XResolution
        Entry.rational(283, RESOLUTION, 1), // YResolution
        Entry.shorts(284, INTERLEAVED), // PlanarConfiguration
        Entry.shorts(296, INCH)); // ResolutionUnit
    if (samples > 1) {
      byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
      entries.add(Entry.bytes(34675, profile)); // ICC profile
    }
    return entries;
  }

  private static byte[] encode(List<Entry> entries) {
    int valuesOffset =
        DIRECTORY_OFFSET + Short.BYTES + ENTRY_BYTES * entries.size() + Integer.BYTES;
    int length =
        valuesOffset + entries.stream().filter(Entry::outside).mapToInt(Entry::paddedLength).sum();
    byte[] header = new byte[length];
    ByteBuffer out = littleEndian(header);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(DIRECTORY_OFFSET);
    out.putShort((short) entries.size());
    int outside = valuesOffset;
    for (Entry entry : entries) {
      out.putShort((short) entry.tag()).putShort((short) entry.type()).putInt(entry.count());
      if (entry.outside()) {
        out.putInt(outside);
        out.put(outside, entry.value());
        outside += entry.paddedLength();
      } else {
        out.put(Arrays.copyOf(entry.value(), INLINE_BYTES));
      }
    }
    out.putInt(0); // no further directory
    return header;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** One entry of the directory; its value is encoded already. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Entry(int tag, int type, int count, byte[] value) {

    static Entry shorts(int tag, int... values) {
      byte[] bytes = new byte[Short.BYTES * values.length];
      ByteBuffer out = littleEndian(bytes);
      Arrays.stream(values).forEach(value -> out.putShort((short) value));
      return new Entry(tag, 3, values.length, bytes);
    }

    static Entry longs(int tag, long... values) {
      byte[] bytes = new byte[Integer.BYTES * values.length];
      ByteBuffer out = littleEndian(bytes);
      Arrays.stream(values).forEach(value -> out.putInt((int) value));
      return new Entry(tag, 4, values.length, bytes);
    }

    static Entry rational(int tag, int numerator, int denominator) {
      return new Entry(tag, 5, 1, longs(tag, numerator, denominator).value());
    }

    static Entry bytes(int tag, byte[] value) {
      return new Entry(tag, 7, value.length, value);
    }

    boolean outside() {
      return value.length > INLINE_BYTES;
    }

    /** Values begin at even offsets. */
    int paddedLength() {
      return value.length + value.length % 2;
    }
  }
}
