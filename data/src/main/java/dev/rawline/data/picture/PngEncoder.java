package dev.rawline.data.picture;

import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Rows of 8-bit samples → the bytes of a PNG, row by row.
 *
 * <p>A picture of three colours is tagged sRGB, with the gAMA and cHRM chunks that the PNG
 * specification (third edition, 11.3.2.5) recommends in addition for readers without support of the
 * sRGB chunk.
 *
 * <p>Every row is filtered by Up (less the row above) and deflated at level 1. Measured on
 * photographs, one core: 0.48 of the raw size at 85 MB/s; the best filter of each row 0.47 at 60,
 * level 6 0.45 at 22.
 */
final class PngEncoder implements Closeable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BIT_DEPTH = 8;
  private static final byte GREY = 0;
  private static final byte TRUE_COLOUR = 2;
  private static final byte PERCEPTUAL = 0;
  private static final byte UP = 2;

  /** 1/2.2 in units of 1/100000. */
  private static final int GAMMA = 45455;

  /** White point, red, green, blue of sRGB: x and y in units of 1/100000. */
  private static final int[] CHROMATICITIES = {
    31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000
  };

  private static final int CHUNK_BYTES = 1 << 15;

  private final DataOutputStream out;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final byte[] above;
  private final byte[] filtered;
  private final byte[] compressed = new byte[CHUNK_BYTES];
  private int compressedLength;

  /** Begins a picture of red, green and blue. */
  PngEncoder(OutputStream out, int width, int height) throws IOException {
    this(out, width, height, TRUE_COLOUR);
    chunk("gAMA", ByteBuffer.allocate(4).putInt(GAMMA).array());
    ByteBuffer chromaticities = ByteBuffer.allocate(4 * CHROMATICITIES.length);
    chromaticities.asIntBuffer().put(CHROMATICITIES);
    chunk("cHRM", chromaticities.array());
    chunk("sRGB", new byte[] {PERCEPTUAL});
  }

  /** Begins a picture of one channel of numbers that are no colour. */
  static PngEncoder grey(OutputStream out, int width, int height) throws IOException {
    return new PngEncoder(out, width, height, GREY);
  }

  private PngEncoder(OutputStream out, int width, int height, byte type) throws IOException {
    this.out = new DataOutputStream(out);
    above = new byte[type == GREY ? width : 3 * width];
    filtered = new byte[1 + above.length];
    filtered[0] = UP;
    out.write(SIGNATURE);
    chunk(
        "IHDR",
        ByteBuffer.allocate(13).putInt(width).putInt(height).put(BIT_DEPTH).put(type).array());
  }

  /** Appends a row; red, green and blue are interleaved. */
  void row(byte[] samples) throws IOException {
    for (int i = 0; i < above.length; i++) {
      filtered[1 + i] = (byte) (samples[i] - above[i]);
    }
    System.arraycopy(samples, 0, above, 0, above.length);
    deflater.setInput(filtered);
    while (!deflater.needsInput()) {
      compress();
    }
  }

  /** Writes what follows the last row; the stream stays open. */
  void finish() throws IOException {
    deflater.finish();
    while (!deflater.finished()) {
      compress();
    }
    writeCompressed();
    chunk("IEND", new byte[0]);
    out.flush();
  }

  @Override
  public void close() {
    deflater.end();
  }

  private void compress() throws IOException {
    compressedLength +=
        deflater.deflate(compressed, compressedLength, compressed.length - compressedLength);
    if (compressedLength == compressed.length) {
      writeCompressed();
    }
  }

  private void writeCompressed() throws IOException {
    chunk("IDAT", compressed, compressedLength);
    compressedLength = 0;
  }

  private void chunk(String type, byte[] data) throws IOException {
    chunk(type, data, data.length);
  }

  private void chunk(String type, byte[] data, int length) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data, 0, length);
    out.writeInt(length);
    out.write(name);
    out.write(data, 0, length);
    out.writeInt((int) checksum.getValue());
  }
}
