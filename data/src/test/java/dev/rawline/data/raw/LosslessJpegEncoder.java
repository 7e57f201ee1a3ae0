package dev.rawline.data.raw;

import java.io.ByteArrayOutputStream;

/**
 * Writes lossless JPEG streams for tests, after ITU-T T.81 annex H; all 17 difference categories
 * have codes of five bits.
 *
 * @param precision bits of a sample
 * @param components interleaved components
 * @param predictor 1 to 7
 * @param rowsBetweenRestarts rows in a restart interval, 0 for none
 */
record LosslessJpegEncoder(int precision, int components, int predictor, int rowsBetweenRestarts) {

  /** Encodes rows of width · components samples. */
  byte[] encode(char[] samples, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    segment(out, 0xD8);
    byte[] frame = new byte[6 + 3 * components];
    frame[0] = (byte) precision;
    frame[1] = (byte) (height >> 8);
    frame[2] = (byte) height;
    frame[3] = (byte) (width >> 8);
    frame[4] = (byte) width;
    frame[5] = (byte) components;
    byte[] scan = new byte[4 + 2 * components];
    scan[0] = (byte) components;
    for (int i = 0; i < components; i++) {
      frame[6 + 3 * i] = (byte) i;
      frame[7 + 3 * i] = 0x11;
      scan[1 + 2 * i] = (byte) i;
    }
    scan[1 + 2 * components] = (byte) predictor;
    byte[] table = new byte[1 + 16 + 17];
    table[5] = 17;
    for (int category = 0; category <= 16; category++) {
      table[17 + category] = (byte) category;
    }
    segment(out, 0xC3, frame);
    segment(out, 0xC4, table);
    if (rowsBetweenRestarts > 0) {
      int interval = width * rowsBetweenRestarts;
      segment(out, 0xDD, (byte) (interval >> 8), (byte) interval);
    }
    segment(out, 0xDA, scan);
    scan(out, samples, width, height);
    segment(out, 0xD9);
    return out.toByteArray();
  }

  private void scan(ByteArrayOutputStream out, char[] samples, int width, int height) {
    int row = width * components;
    Bits bits = new Bits(out);
    for (int y = 0; y < height; y++) {
      boolean first = rowsBetweenRestarts == 0 ? y == 0 : y % rowsBetweenRestarts == 0;
      if (first && y > 0) {
        bits.flush();
        segment(out, 0xD0 + (y / rowsBetweenRestarts - 1) % 8);
      }
      for (int x = 0; x < row; x++) {
        int at = y * row + x;
        bits.putDifference((short) (samples[at] - prediction(samples, at, x, row, first)));
      }
    }
    bits.flush();
  }

  private int prediction(char[] samples, int at, int x, int row, boolean first) {
    int left = x < components ? 0 : samples[at - components];
    int above = first ? 0 : samples[at - row];
    int corner = first || x < components ? 0 : samples[at - row - components];
    if (x < components) {
      return first ? 1 << (precision - 1) : above;
    }
    if (first) {
      return left;
    }
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + Math.floorDiv(above - corner, 2);
      case 6 -> above + Math.floorDiv(left - corner, 2);
      case 7 -> Math.floorDiv(left + above, 2);
      default -> throw new IllegalArgumentException("predictor " + predictor);
    };
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte... content) {
    out.write(0xFF);
    out.write(marker);
    if (content.length > 0) {
      out.write((content.length + 2) >> 8);
      out.write(content.length + 2);
      out.writeBytes(content);
    }
  }

  /** Bits in an entropy-coded segment: a zero byte follows every 0xFF. */
  private static final class Bits {
    private final ByteArrayOutputStream out;
    private int held;
    private int count;

    Bits(ByteArrayOutputStream out) {
      this.out = out;
    }

    void put(int value, int length) {
      for (int i = length - 1; i >= 0; i--) {
        held = held << 1 | (value >> i & 1);
        if (++count == 8) {
          out.write(held);
          if ((held & 0xFF) == 0xFF) {
            out.write(0);
          }
          held = 0;
          count = 0;
        }
      }
    }

    void putDifference(int difference) {
      if (difference == Short.MIN_VALUE) {
        put(16, 5);
      } else {
        int category = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
        put(category, 5);
        put(difference < 0 ? difference + (1 << category) - 1 : difference, category);
      }
    }

    void flush() {
      while (count != 0) {
        put(1, 1);
      }
    }
  }
}
