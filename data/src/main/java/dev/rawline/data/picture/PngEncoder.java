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
 * <p>Rows of photographs are filtered by Average and Huffman-coded, four times as fast as deflating
 * at level 1 and smaller. Those of drawings and masks, in which patterns repeat, are filtered by Up
 * (less the row above) and deflated at level 1.
 */
final class PngEncoder implements Closeable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BIT_DEPTH = 8;
  private static final byte GREY = 0;
  private static final byte TRUE_COLOUR = 2;
  private static final byte PERCEPTUAL = 0;

  /** 1/2.2 in units of 1/100000. */
  private static final int GAMMA = 45455;

  /** White point, red, green, blue of sRGB: x and y in units of 1/100000. */
  private static final int[] CHROMATICITIES = {
    31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000
  };

  private final DataOutputStream out;
  private final RowCompression rows;

  /** Begins a photograph of red, green and blue. */
  static PngEncoder photograph(OutputStream out, int width, int height) throws IOException {
    return new PngEncoder(out, width, height, TRUE_COLOUR, true);
  }

  /** Begins a drawing of red, green and blue. */
  static PngEncoder drawing(OutputStream out, int width, int height) throws IOException {
    return new PngEncoder(out, width, height, TRUE_COLOUR, false);
  }

  /** Begins a mask of one channel of numbers that are no colour. */
  static PngEncoder mask(OutputStream out, int width, int height) throws IOException {
    return new PngEncoder(out, width, height, GREY, false);
  }

  private PngEncoder(OutputStream out, int width, int height, byte type, boolean photograph)
      throws IOException {
    this.out = new DataOutputStream(out);
    int rowBytes = type == GREY ? width : 3 * width;
    rows = photograph ? new HuffmanRows(rowBytes, height) : new DeflatedRows(rowBytes);
    out.write(SIGNATURE);
    chunk(
        "IHDR",
        ByteBuffer.allocate(13).putInt(width).putInt(height).put(BIT_DEPTH).put(type).array());
    if (type == TRUE_COLOUR) {
      chunk("gAMA", ByteBuffer.allocate(4).putInt(GAMMA).array());
      ByteBuffer chromaticities = ByteBuffer.allocate(4 * CHROMATICITIES.length);
      chromaticities.asIntBuffer().put(CHROMATICITIES);
      chunk("cHRM", chromaticities.array());
      chunk("sRGB", new byte[] {PERCEPTUAL});
    }
  }

  /** Appends a row; red, green and blue are interleaved. */
  void row(byte[] samples) throws IOException {
    rows.add(samples);
  }

  /** Writes what follows the last row; the stream stays open. */
  void finish() throws IOException {
    rows.finish();
    chunk("IEND", new byte[0]);
    out.flush();
  }

  @Override
  public void close() {
    rows.close();
  }

  private void data(byte[] bytes, int length) throws IOException {
    chunk("IDAT", bytes, length);
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

  /** How rows are filtered and compressed. */
  private sealed interface RowCompression {
    void add(byte[] samples) throws IOException;

    void finish() throws IOException;

    void close();
  }

  private final class HuffmanRows implements RowCompression {
    private final AverageFilter filter;
    private final HuffmanStream stream;
    private final int filteredBytes;

    HuffmanRows(int rowBytes, int height) {
      filter = new AverageFilter(3, rowBytes);
      filteredBytes = 1 + rowBytes;
      stream = new HuffmanStream(PngEncoder.this::data, (long) height * filteredBytes);
    }

    @Override
    public void add(byte[] samples) throws IOException {
      stream.write(filter.filter(samples), filteredBytes);
    }

    @Override
    public void finish() throws IOException {
      stream.finish();
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  private final class DeflatedRows implements RowCompression {
    private static final byte UP = 2;
    private static final int CHUNK_BYTES = 1 << 15;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] above;
    private final byte[] filtered;
    private final byte[] compressed = new byte[CHUNK_BYTES];
    private int compressedLength;

    DeflatedRows(int rowBytes) {
      above = new byte[rowBytes];
      filtered = new byte[1 + rowBytes];
      filtered[0] = UP;
    }

    @Override
    public void add(byte[] samples) throws IOException {
      for (int i = 0; i < above.length; i++) {
        filtered[1 + i] = (byte) (samples[i] - above[i]);
      }
      System.arraycopy(samples, 0, above, 0, above.length);
      deflater.setInput(filtered);
      while (!deflater.needsInput()) {
        compress();
      }
    }

    @Override
    public void finish() throws IOException {
      deflater.finish();
      while (!deflater.finished()) {
        compress();
      }
      writeCompressed();
    }

    private void compress() throws IOException {
      compressedLength +=
          deflater.deflate(compressed, compressedLength, compressed.length - compressedLength);
      if (compressedLength == compressed.length) {
        writeCompressed();
      }
    }

    private void writeCompressed() throws IOException {
      data(compressed, compressedLength);
      compressedLength = 0;
    }

    @Override
    public void close() {
      deflater.end();
    }
  }
}
