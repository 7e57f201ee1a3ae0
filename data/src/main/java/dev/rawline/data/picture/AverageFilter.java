package dev.rawline.data.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of bytes → rows filtered by PNG's Average: each byte less half the sum of the same byte of
 * the pixel to the left and of the pixel above, rounded down; 0 where there is none.
 *
 * <p>Eight bytes are computed at once in a long.
 */
final class AverageFilter {
  private static final byte TYPE = 3;
  private static final long HIGH = 0x8080808080808080L;
  private static final long ALL_BUT_LOW = 0xfefefefefefefefeL;

  private final int pixelBytes;
  private final int rowBytes;

  /** A row from {@link #pixelBytes} on, and zeros before and after it. */
  private final ByteBuffer row;

  private final ByteBuffer above;

  /** The filtered row after one byte, the type of the filter. */
  private final byte[] bytes;

  private final ByteBuffer filtered;

  /** Begins a picture. */
  AverageFilter(int pixelBytes, int rowBytes) {
    this.pixelBytes = pixelBytes;
    this.rowBytes = rowBytes;
    row = room(pixelBytes);
    above = room(0);
    bytes = new byte[1 + rowRoom()];
    bytes[0] = TYPE;
    filtered = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns room for whole longs from a position on. */
  private ByteBuffer room(int from) {
    return ByteBuffer.allocate(from + rowRoom()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int rowRoom() {
    return Math.ceilDiv(rowBytes, Long.BYTES) * Long.BYTES;
  }

  /** Returns the next row, filtered: the filter's type and the bytes, until the next call. */
  byte[] filter(byte[] samples) {
    row.put(pixelBytes, samples, 0, rowBytes);
    for (int i = 0; i < rowBytes; i += Long.BYTES) {
      long here = row.getLong(pixelBytes + i);
      long left = row.getLong(i);
      long up = above.getLong(i);
      long mean = (left & up) + (((left ^ up) & ALL_BUT_LOW) >>> 1);
      filtered.putLong(1 + i, ((here | HIGH) - (mean & ~HIGH)) ^ ((here ^ ~mean) & HIGH));
      above.putLong(i, here);
    }
    return bytes;
  }
}
