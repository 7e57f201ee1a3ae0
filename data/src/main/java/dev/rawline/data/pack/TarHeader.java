package dev.rawline.data.pack;

import java.nio.charset.StandardCharsets;

/**
 * The header of an ordinary file in a tar archive that is written.
 *
 * <p>Source: POSIX.1-1988, ustar. There are no other fields: names are short and in ASCII, owner
 * and time are 0, so that the same files give the same archive. A file begins and ends at a
 * multiple of {@value #BLOCK} bytes. (The headers of commons-compress end numbers by a space, not
 * by a zero; published shards and their checksums keep the zero.)
 *
 * @param name the file's name, at most 100 bytes
 * @param size its length [bytes], below 8 GiB
 */
record TarHeader(String name, long size) {
  /**
   * The length of a header, and the block to which the length of a file's content is rounded up
   * [bytes].
   */
  static final int BLOCK = 512;

  /** Two blocks of zeros end an archive. */
  static final int END = 2 * BLOCK;

  private static final int SUM_AT = 148;
  private static final int SUM_LENGTH = 8;

  /** Returns the header. */
  byte[] bytes() {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644"); // anybody reads, the owner writes
    put(block, 108, "%07o".formatted(0)); // user
    put(block, 116, "%07o".formatted(0)); // group
    put(block, 124, "%011o".formatted(size));
    put(block, 136, "%011o".formatted(0)); // time
    put(block, 156, "0"); // an ordinary file
    put(block, 257, "ustar");
    put(block, 263, "00");
    put(block, SUM_AT, " ".repeat(SUM_LENGTH));
    int sum = 0;
    for (byte one : block) {
      sum += one;
    }
    put(block, SUM_AT, "%06o\0 ".formatted(sum));
    return block;
  }

  /** Returns the space that content takes [bytes]. */
  static long padded(long size) {
    return Math.ceilDiv(size, BLOCK) * (long) BLOCK;
  }

  private static void put(byte[] block, int at, String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
