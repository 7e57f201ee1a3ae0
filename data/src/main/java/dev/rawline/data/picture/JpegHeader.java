package dev.rawline.data.picture;

import dev.rawline.imaging.frame.Orientation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * What precedes the first scan of a JPEG (ITU-T T.81, annex B): the frame header, and the
 * orientation of its Exif data (CIPA DC-008, tag 0x0112).
 *
 * @param width columns as stored, before it is turned [px]
 * @param height rows as stored [px]
 * @param bits bits of a sample
 * @param components the number of components: 1 grey, 3 colours, 4 inks
 * @param orientation how the picture must be turned upright
 */
record JpegHeader(int width, int height, int bits, int components, Orientation orientation) {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int EXIF = 0xFFE1;
  private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TIFF = 42;
  private static final short ORIENTATION = 0x0112;
  private static final int ENTRY_BYTES = 12;

  /**
   * Reads the header of a stream that begins with a JPEG, and winds the stream back.
   *
   * @return the header; empty if it is no JPEG, or ends before its size
   */
  static Optional<JpegHeader> read(ImageInputStream stream) throws IOException {
    stream.mark();
    try {
      return stream.length() < 2 || stream.readUnsignedShort() != START_OF_IMAGE
          ? Optional.empty()
          : segments(stream);
    } finally {
      stream.reset();
    }
  }

  private static Optional<JpegHeader> segments(ImageInputStream stream) throws IOException {
    Orientation orientation = Orientation.UPRIGHT;
    while (stream.getStreamPosition() + 4 <= stream.length()) {
      int marker = stream.readUnsignedShort();
      int length = stream.readUnsignedShort() - 2;
      long end = stream.getStreamPosition() + length;
      if (marker < 0xFF00 || marker == START_OF_SCAN || length < 0 || end > stream.length()) {
        return Optional.empty();
      }
      if (isFrame(marker) && length >= 6) {
        int bits = stream.readUnsignedByte();
        int height = stream.readUnsignedShort();
        int width = stream.readUnsignedShort();
        return Optional.of(
            new JpegHeader(width, height, bits, stream.readUnsignedByte(), orientation));
      }
      if (marker == EXIF) {
        byte[] segment = new byte[length];
        stream.readFully(segment);
        orientation = orientation(segment).orElse(orientation);
      }
      stream.seek(end);
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15, except for three numbers with other meanings (DHT, JPG, DAC). */
  private static boolean isFrame(int marker) {
    return marker >= 0xFFC0
        && marker <= 0xFFCF
        && marker != 0xFFC4
        && marker != 0xFFC8
        && marker != 0xFFCC;
  }

  /** Returns the first directory of an Exif segment, which is a small TIFF file. */
  private static Optional<Orientation> orientation(byte[] segment) {
    ByteBuffer bytes = ByteBuffer.wrap(segment);
    byte[] name = new byte[EXIF_NAME.length];
    if (segment.length < name.length + 8) {
      return Optional.empty();
    }
    bytes.get(name);
    ByteBuffer tiff = bytes.slice();
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (!Arrays.equals(name, EXIF_NAME)
        || tiff.getShort(2) != TIFF
        || directory < 0
        || directory > tiff.limit() - 2) {
      return Optional.empty();
    }
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > tiff.limit()) {
        return Optional.empty();
      }
      if (tiff.getShort(entry) == ORIENTATION) {
        int value = tiff.getShort(entry + 8);
        // A value that the standard does not list, such as 0, is written for "unknown".
        return value >= 1 && value <= 8 ? Optional.of(Orientation.ofTiff(value)) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
