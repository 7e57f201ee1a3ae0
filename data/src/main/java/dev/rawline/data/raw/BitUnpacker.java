package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;

/**
 * Samples of 8 to 16 bits that follow each other without gaps, the most significant bit first.
 *
 * <p>Whole words of 16 bits are the exception: they have the file's byte order.
 */
final class BitUnpacker {
  private BitUnpacker() {}

  /** Returns how many bytes a row takes; every row begins with a byte. */
  static long bytesPerRow(int width, int bits) {
    return ((long) width * bits + 7) / 8;
  }

  /** Unpacks one row, whose place in the file has been checked. */
  static void row(FileBytes file, int offset, int bits, char[] to, int at, int columns) {
    byte[] bytes = file.array();
    if (bits == 8) {
      for (int i = 0; i < columns; i++) {
        to[at + i] = (char) (bytes[offset + i] & 0xFF);
      }
    } else if (bits == 16) {
      for (int i = 0; i < columns; i++) {
        to[at + i] = (char) file.unsignedShortAt(offset + 2 * i);
      }
    } else {
      int mask = (1 << bits) - 1;
      int held = 0;
      int heldBits = 0;
      for (int i = 0; i < columns; i++) {
        while (heldBits < bits) {
          held = held << 8 | (bytes[offset++] & 0xFF);
          heldBits += 8;
        }
        heldBits -= bits;
        to[at + i] = (char) (held >>> heldBits & mask);
      }
    }
  }
}
