package dev.rawline.data.pack;

import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;

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

  /** The last bytes of mode, user, group, size and time. */
  private static final int[] ENDS = {107, 115, 123, 135, 147};

  /** Returns the header. */
  byte[] bytes() {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(0_644); // anybody reads, the owner writes
    entry.setUserName("");
    entry.setSize(size);
    entry.setModTime(0);
    byte[] block = new byte[BLOCK];
    entry.writeEntryHeader(block);
    for (int end : ENDS) {
      block[end] = 0;
    }
    Arrays.fill(block, 329, 345, (byte) 0); // no device
    Arrays.fill(block, 148, 156, (byte) ' '); // the checksum's own place
    TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(block), block, 148, 8);
    return block;
  }

  /** Returns the space that content takes [bytes]. */
  static long padded(long size) {
    return Math.ceilDiv(size, BLOCK) * (long) BLOCK;
  }
}
