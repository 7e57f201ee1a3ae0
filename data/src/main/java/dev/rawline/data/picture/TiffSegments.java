package dev.rawline.data.picture;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.RejectedFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The strips or tiles of a TIFF picture, and how many bytes each decodes to.
 *
 * <p>Source: TIFF 6.0, sections 9 (PackBits), 13 (LZW), 15 (tiles), 21 (YCbCr); Technical Note 2
 * (JPEG); Adobe's TIFF Technical Notes of 2002 (Deflate).
 *
 * @param tags the directory
 * @param width columns [px]
 * @param height rows [px]
 * @param channels samples of a pixel
 * @param bits bits of the first sample
 * @param bitsPerPixel bits of all of them
 * @param planar whether every channel has its own strips or tiles
 * @param compression the tag's number
 */
record TiffSegments(
    Tiff.Directory tags,
    long width,
    long height,
    int channels,
    int bits,
    int bitsPerPixel,
    boolean planar,
    int compression) {
  private static final int MOST_CHANNELS = 64;
  private static final int YCBCR = 6;

  /** The most bytes from the end of the last code of LZW on: its own last, and those of 12 bits. */
  private static final int LZW_END = 3;

  private static final int JPEG = 7;
  private static final ImageDecoder JPEGS =
      new ImageDecoder(Set.of("jpeg"), "JPEG", "copy the file again from its source");

  /** Reads the tags that describe the strips or tiles. */
  static TiffSegments of(Tiff.Directory tags) throws RejectedFileException {
    FileBytes file = tags.bytes();
    long width = tags.integer(256).orElse(0);
    long height = tags.integer(257).orElse(0);
    file.requireSides(width, height);
    long channels = tags.integer(277).orElse(1);
    double[] bits = tags.numbers(258).orElse(new double[] {1});
    if (channels < 1 || channels > MOST_CHANNELS || bits.length == 0) {
      throw file.corrupt("%d channels of %d bit depths".formatted(channels, bits.length));
    }
    int bitsPerPixel = 0;
    for (int i = 0; i < channels; i++) {
      double own = bits[Math.min(i, bits.length - 1)];
      if (own < 1 || own > Double.SIZE) {
        throw file.corrupt("samples of %.0f bits".formatted(own));
      }
      bitsPerPixel += (int) own;
    }
    return new TiffSegments(
        tags,
        width,
        height,
        (int) channels,
        (int) bits[0],
        bitsPerPixel,
        channels > 1 && tags.integer(284).orElse(1) == 2,
        (int) tags.integer(259).orElse(1));
  }

  /** Checks that every strip or tile is in the file, and decodes to all its rows. */
  void requireWhole() throws RejectedFileException {
    FileBytes file = tags.bytes();
    boolean tiled = tags.has(324);
    long columns = tiled ? tags.integer(322).orElse(0) : width;
    long rows = tiled ? tags.integer(323).orElse(0) : tags.integer(278).orElse(height);
    rows = tiled ? rows : Math.min(rows, height);
    if (columns < 1 || rows < 1 || columns > 2 * width + 4096 || rows > 2 * height + 4096) {
      throw file.corrupt("tiles or strips of %d×%d pixels".formatted(columns, rows));
    }
    double[] offsets = tags.numbers(tiled ? 324 : 273).orElse(new double[0]);
    double[] lengths = tags.numbers(tiled ? 325 : 279).orElse(new double[0]);
    long across = Math.ceilDiv(width, columns);
    long perPlane = across * Math.ceilDiv(height, rows);
    long needed = perPlane * (planar ? channels : 1);
    if (offsets.length != needed || lengths.length != needed) {
      throw file.corrupt(
          "%d×%d pixels need %d tiles or strips of %d×%d, but %d are listed"
              .formatted(
                  width, height, needed, columns, rows, Math.min(offsets.length, lengths.length)));
    }
    for (int i = 0; i < needed; i++) {
      file.require((long) offsets[i], (long) lengths[i], "image data");
    }
    for (int i = 0; i < needed; i++) {
      long top = i % perPlane / across * rows;
      long own = tiled ? rows : Math.min(rows, height - top);
      requireWhole((int) offsets[i], (int) lengths[i], columns, own, rows);
    }
  }

  /**
   * Checks one strip or tile.
   *
   * @param rows the rows that it needs
   * @param most the rows that it may have: some programs write the last strip in full
   */
  private void requireWhole(int from, int length, long columns, long rows, long most)
      throws RejectedFileException {
    FileBytes file = tags.bytes();
    if (compression == JPEG) {
      requireJpeg(from, length, columns, rows);
      return;
    }
    if (compression == YCBCR) {
      throw file.rejection(
          "is a TIFF of old-style JPEG (compression 6), of which nobody can tell whether it is whole",
          "convert it to a PNG, or to a TIFF without compression");
    }
    long expected = bytes(columns, rows);
    long decoded =
        switch (compression) {
          case 1 -> Math.min(length, expected);
          case 5 -> lzw(file.array(), from, length, tags.integer(266).orElse(1) == 2, expected);
          case 8, 32946 -> inflated(file.array(), from, length);
          case 32773 -> packBits(file.array(), from, length);
          default -> expected; // the decoder warns of what is missing in a fax code
        };
    if (decoded < expected || decoded > bytes(columns, most)) {
      throw file.corrupt(
          "a tile or strip of %d×%d pixels needs %d bytes, but has %d"
              .formatted(columns, rows, expected, decoded));
    }
  }

  private long bytes(long columns, long rows) throws RejectedFileException {
    if (tags.integer(262).orElse(1) == YCBCR && !planar && channels == 3) {
      double[] units = tags.numbers(530).orElse(new double[] {2, 2});
      long across = units.length == 2 ? Math.clamp((long) units[0], 1, 4) : 1;
      long down = units.length == 2 ? Math.clamp((long) units[1], 1, 4) : 1;
      return Math.ceilDiv(columns, across) * Math.ceilDiv(rows, down) * (across * down + 2);
    }
    return Math.ceilDiv(columns * (planar ? bits : bitsPerPixel), (long) Byte.SIZE) * rows;
  }

  /** Returns the bytes that LZW codes of 9 to 12 bits decode to, up to the first invalid one. */
  private static long lzw(byte[] in, int from, int length, boolean lowBitsFirst, long expected) {
    int clear = 256;
    int[] lengths = new int[1 << 12];
    Arrays.fill(lengths, 0, clear, 1);
    int next = clear + 2;
    int size = 9;
    int last = -1;
    long total = 0;
    long bits = 0;
    int count = 0;
    for (int at = from; at < from + length; at++) {
      int octet = in[at] & 0xff;
      bits = bits << Byte.SIZE | (lowBitsFirst ? Integer.reverse(octet) >>> 24 : octet);
      count += Byte.SIZE;
      if (count < size) {
        continue;
      }
      count -= size;
      int code = (int) (bits >>> count) & ((1 << size) - 1);
      if (code == clear + 1) {
        return total;
      }
      if (code == clear) {
        next = clear + 2;
        size = 9;
        last = -1;
        continue;
      }
      if (last >= 0) {
        if (next == lengths.length) {
          return total;
        }
        lengths[next++] = lengths[last] + 1;
      }
      if (code >= next) {
        return total;
      }
      total += lengths[code];
      last = code;
      // Some programs write the end of the stream with as few bits as the last code.
      if (total == expected && from + length - at <= LZW_END) {
        return total;
      }
      // Codes grow one entry early.
      size = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
    }
    return total;
  }

  /** Returns the bytes that a Deflate stream decodes to; 0 if it does not end well. */
  private static long inflated(byte[] in, int from, int length) {
    byte[] part = new byte[1 << 16];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(in, from, length);
      while (!inflater.finished()) {
        if (inflater.inflate(part) == 0 && !inflater.finished()) {
          return 0;
        }
      }
      return inflater.getBytesWritten();
    } catch (DataFormatException e) {
      return 0;
    }
  }

  /** Returns the bytes that PackBits decode to; the JDK misreads packets without any. */
  private static long packBits(byte[] in, int from, int length) {
    long total = 0;
    int end = from + length;
    int at = from;
    while (at < end) {
      int packet = in[at] < 0 ? 2 : in[at] + 2;
      if (in[at] == Byte.MIN_VALUE || at + packet > end) {
        return total;
      }
      total += in[at] < 0 ? 1 - in[at] : in[at] + 1;
      at += packet;
    }
    return total;
  }

  /** Decodes a JPEG stream after the tables that all of them share, as the JDK's reader does. */
  private void requireJpeg(int from, int length, long columns, long rows)
      throws RejectedFileException {
    FileBytes file = tags.bytes();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    double[] tables = tags.numbers(347).orElse(new double[0]);
    for (int i = 0; i < tables.length - 2; i++) {
      joined.write((int) tables[i]); // without the end of the image
    }
    int begin = joined.size() > 0 ? Math.min(2, length) : 0;
    joined.write(file.array(), from + begin, length - begin);
    try (ImageInputStream stream = inMemory(joined.toByteArray())) {
      Optional<JpegHeader> header = JpegHeader.read(stream);
      if (header.isEmpty() || header.get().width() < columns || header.get().height() < rows) {
        throw file.corrupt("a tile or strip of %d×%d pixels is none".formatted(columns, rows));
      }
      JPEGS.decode(
          file.file(),
          stream,
          (reader, input) -> {
            reader.setInput(input, true, true);
            return reader.readRaster(0, null);
          });
    } catch (RejectedFileException e) {
      throw e;
    } catch (IOException e) {
      throw file.corrupt("a tile or strip cannot be decoded (" + e.getMessage() + ")");
    }
  }

  private static ImageInputStream inMemory(byte[] bytes) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public long length() {
        return bytes.length;
      }
    };
  }
}
