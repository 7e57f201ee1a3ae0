package dev.rawline.data.pack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of an ordinary file in a tar archive.
 *
 * <p>Source: POSIX.1-1988, ustar. Nothing else is written: names are short and in ASCII, owner and
 * time are 0, so that the same files make the same archive. A file begins and ends at a multiple of
 * {@value #BLOCK} bytes.
 *
 * @param name the file's name, at most {@value #MOST_NAME} bytes
 * @param size its length [bytes]
 */
record TarHeader(String name, long size) {
  /** The length of a header, and what the length of a file's content is rounded up to [bytes]. */
  static final int BLOCK = 512;

  /** Two blocks of zeros end an archive. */
  static final int END = 2 * BLOCK;

  /** The largest file whose size eleven octal digits can tell [bytes]. */
  static final long MOST = (1L << 33) - 1;

  private static final int MOST_NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SUM_AT = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;

  /** Returns the header. */
  byte[] bytes() {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644"); // anybody reads, the owner writes
    put(block, 108, octal(0, 7)); // user
    put(block, 116, octal(0, 7)); // group
    put(block, SIZE_AT, octal(size, 11));
    put(block, 136, octal(0, 11)); // time
    block[TYPE_AT] = '0';
    put(block, MAGIC_AT, "ustar");
    put(block, MAGIC_AT + 6, "00");
    put(block, SUM_AT, octal(sum(block), 6));
    block[SUM_AT + SUM_LENGTH - 1] = ' ';
    return block;
  }

  /**
   * Reads a header.
   *
   * @throws IllegalArgumentException if there is none of an ordinary file with a short name; the
   *     message says what stands there
   */
  static TarHeader read(MemorySegment archive, long at) {
    if (archive.byteSize() - at < BLOCK) {
      throw new IllegalArgumentException("ends within a header");
    }
    byte[] block = archive.asSlice(at, BLOCK).toArray(ValueLayout.JAVA_BYTE);
    if (!text(block, SUM_AT, 6).matches("[0-7]{6}")
        || Integer.parseInt(text(block, SUM_AT, 6), 8) != sum(block)) {
      throw new IllegalArgumentException("has a damaged header");
    }
    if ((block[TYPE_AT] != '0' && block[TYPE_AT] != 0) || block[PREFIX_AT] != 0) {
      throw new IllegalArgumentException(
          "has something else than an ordinary file of a short name");
    }
    String size = text(block, SIZE_AT, 12).strip();
    if (!size.matches("[0-7]{1,11}")) {
      throw new IllegalArgumentException("has a file of a size that is not octal");
    }
    TarHeader header = new TarHeader(text(block, 0, MOST_NAME), Long.parseLong(size, 8));
    if (archive.byteSize() - at - BLOCK < padded(header.size)) {
      throw new IllegalArgumentException("ends within " + header.name);
    }
    return header;
  }

  /** Returns whether an archive ends here, with zeros. */
  static boolean endsAt(MemorySegment archive, long at) {
    return archive.byteSize() - at >= BLOCK && archive.get(ValueLayout.JAVA_BYTE, at) == 0;
  }

  /** Returns the room that content takes [bytes]. */
  static long padded(long size) {
    return Math.ceilDiv(size, BLOCK) * (long) BLOCK;
  }

  /** The sum of all bytes, those of the sum itself taken as blanks. */
  private static int sum(byte[] block) {
    int sum = SUM_LENGTH * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM_AT && i < SUM_AT + SUM_LENGTH ? 0 : Byte.toUnsignedInt(block[i]);
    }
    return sum;
  }

  private static String octal(long number, int digits) {
    String octal = Long.toOctalString(number);
    return "0".repeat(digits - octal.length()) + octal;
  }

  private static void put(byte[] block, int at, String ascii) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private static String text(byte[] block, int at, int most) {
    byte[] field = Arrays.copyOfRange(block, at, at + most);
    int length = 0;
    while (length < most && field[length] != 0) {
      length++;
    }
    return new String(field, 0, length, StandardCharsets.US_ASCII);
  }
}
