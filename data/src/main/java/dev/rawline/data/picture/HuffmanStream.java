package dev.rawline.data.picture;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Bytes → a zlib stream (RFC 1950, 1951) of Huffman codes alone, without a search for repetitions:
 * filtered rows of a photograph have hardly any.
 *
 * <p>Blocks that need fewer than two bits a byte are flat, and compressed by {@link Deflater}
 * instead. {@link #close} releases memory and writes nothing; {@link #finish} ends the stream.
 */
final class HuffmanStream implements Closeable {
  private static final int BLOCK_BYTES = 1 << 17;

  /** No code is longer [bits]: four, and seven bits left, fit into 64. */
  private static final int LONGEST = 14;

  /** The symbol after the last byte of a block. */
  private static final int END = 256;

  private static final int SYMBOLS = END + 1;

  /** What a block needs besides the codes of its bytes [bytes]. */
  private static final int HEADER_BYTES = 256;

  private static final int ZLIB_HEADER = 0x0178;

  private final Sink sink;
  private final Adler32 checksum = new Adler32();
  private final byte[] block;
  private int filled;
  private final ByteBuffer coded;
  private int length;
  private long bits;
  private int bitCount;
  private Deflater deflater;

  /** Takes the first bytes of an array, before they are overwritten. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int length) throws IOException;
  }

  /**
   * Begins a stream.
   *
   * @param sink gets the stream in large pieces
   * @param expected how many bytes will be written, at most or about; memory is bounded in any case
   */
  HuffmanStream(Sink sink, long expected) {
    this.sink = sink;
    block = new byte[Math.clamp(expected, 1, BLOCK_BYTES)];
    coded = ByteBuffer.allocate(2 * block.length + HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    put(ZLIB_HEADER, Short.SIZE);
  }

  /** Appends the first bytes of an array. */
  void write(byte[] bytes, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int taken = Math.min(count - done, block.length - filled);
      System.arraycopy(bytes, done, block, filled, taken);
      done += taken;
      filled += taken;
      if (filled == block.length) {
        endBlock();
      }
    }
  }

  /** Ends the stream. */
  void finish() throws IOException {
    if (filled > 0) {
      endBlock();
    }
    put(0b011, 10); // the last block: the fixed codes, of which only the end is used
    align();
    put(Integer.reverseBytes((int) checksum.getValue()) & 0xffffffffL, Integer.SIZE);
    flushCoded();
  }

  private void endBlock() throws IOException {
    checksum.update(block, 0, filled);
    int[] counts = counts();
    int[] lengths = lengths(counts);
    long size = 0;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      size += (long) counts[symbol] * lengths[symbol];
    }
    if (size < 2L * filled) {
      deflate();
    } else {
      putHeader(lengths);
      int[] codes = codes(lengths);
      putBytes(codes);
      put(codes[END] >>> 4, codes[END] & 15);
    }
    flushCoded();
    filled = 0;
  }

  /** Returns how often each byte occurs; four tables, because equal neighbours are frequent. */
  private int[] counts() {
    int[] counts = new int[SYMBOLS];
    int[] second = new int[END];
    int[] third = new int[END];
    int[] fourth = new int[END];
    int i = 0;
    for (; i + 4 <= filled; i += 4) {
      counts[block[i] & 0xff]++;
      second[block[i + 1] & 0xff]++;
      third[block[i + 2] & 0xff]++;
      fourth[block[i + 3] & 0xff]++;
    }
    for (; i < filled; i++) {
      counts[block[i] & 0xff]++;
    }
    for (int value = 0; value < END; value++) {
      counts[value] += second[value] + third[value] + fourth[value];
    }
    counts[END] = 1;
    return counts;
  }

  /**
   * Returns the lengths of the codes [bits] by Huffman's method; counts are halved until none is
   * too long.
   */
  static int[] lengths(int[] counts) {
    int[] weights = counts.clone();
    int[] lengths = huffman(weights);
    while (Arrays.stream(lengths).max().orElseThrow() > LONGEST) {
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        weights[symbol] = (weights[symbol] + 1) / 2;
      }
      lengths = huffman(weights);
    }
    return lengths;
  }

  /** Joins the two rarest again and again: leaves and joined nodes are two queues in order. */
  private static int[] huffman(int[] counts) {
    long[] leaves = new long[SYMBOLS];
    int used = 0;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (counts[symbol] > 0) {
        leaves[used++] = (long) counts[symbol] << 9 | symbol;
      }
    }
    Arrays.sort(leaves, 0, used);
    int[] weights = new int[2 * used - 1];
    int[] parents = new int[2 * used - 1];
    for (int i = 0; i < used; i++) {
      weights[i] = (int) (leaves[i] >>> 9);
    }
    int leaf = 0;
    int node = used;
    for (int next = used; next < weights.length; next++) {
      for (int child = 0; child < 2; child++) {
        boolean rarer = leaf < used && (node == next || weights[leaf] <= weights[node]);
        int chosen = rarer ? leaf++ : node++;
        weights[next] += weights[chosen];
        parents[chosen] = next;
      }
    }
    int[] depths = new int[weights.length];
    for (int i = weights.length - 2; i >= 0; i--) {
      depths[i] = depths[parents[i]] + 1;
    }
    int[] lengths = new int[SYMBOLS];
    for (int i = 0; i < used; i++) {
      lengths[(int) leaves[i] & 0x1ff] = depths[i];
    }
    return lengths;
  }

  /** Returns the canonical codes as the stream has them, first bit lowest: code · 16 + length. */
  private static int[] codes(int[] lengths) {
    int[] codes = new int[SYMBOLS];
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (lengths[symbol] == length) {
          codes[symbol] = Integer.reverse(code++) >>> (Integer.SIZE - length) << 4 | length;
        }
      }
    }
    return codes;
  }

  /**
   * Writes that a block of own codes begins, and their lengths, each in four bits; of the two codes
   * for distances, which some readers require, none is used.
   */
  private void putHeader(int[] lengths) {
    put(0b100, 3);
    put(SYMBOLS - 257, 5);
    put(2 - 1, 5);
    put(19 - 4, 4);
    put(0, 9); // three symbols for repeated lengths, not used
    for (int symbol = 0; symbol <= 15; symbol++) {
      put(4, 3);
    }
    for (int length : lengths) {
      putLength(length);
    }
    putLength(1);
    putLength(1);
  }

  private void putLength(int length) {
    put(Integer.reverse(length) >>> (Integer.SIZE - 4), 4);
  }

  private void putBytes(int[] codes) {
    byte[] bytes = block;
    ByteBuffer target = coded;
    long waiting = bits;
    int count = bitCount;
    int at = length;
    int i = 0;
    for (; i + 4 <= filled; i += 4) {
      int first = codes[bytes[i] & 0xff];
      int second = codes[bytes[i + 1] & 0xff];
      int third = codes[bytes[i + 2] & 0xff];
      int fourth = codes[bytes[i + 3] & 0xff];
      waiting |= (long) (first >>> 4) << count;
      count += first & 15;
      waiting |= (long) (second >>> 4) << count;
      count += second & 15;
      waiting |= (long) (third >>> 4) << count;
      count += third & 15;
      waiting |= (long) (fourth >>> 4) << count;
      count += fourth & 15;
      target.putLong(at, waiting);
      at += count >>> 3;
      waiting >>>= count & ~7;
      count &= 7;
    }
    bits = waiting;
    bitCount = count;
    length = at;
    for (; i < filled; i++) {
      int code = codes[bytes[i] & 0xff];
      put(code >>> 4, code & 15);
    }
  }

  /** Compresses a block by the JDK's means, from a whole byte to a whole byte. */
  private void deflate() {
    put(0, 3); // an empty block of stored bytes ends at a whole byte
    align();
    put(0xffff0000L, Integer.SIZE);
    if (deflater == null) {
      deflater = new Deflater(Deflater.BEST_SPEED, true);
    }
    deflater.reset();
    deflater.setInput(block, 0, filled);
    length +=
        deflater.deflate(coded.array(), length, coded.capacity() - length, Deflater.SYNC_FLUSH);
  }

  private void put(long value, int count) {
    bits |= value << bitCount;
    bitCount += count;
    coded.putLong(length, bits);
    length += bitCount >>> 3;
    bits >>>= bitCount & ~7;
    bitCount &= 7;
  }

  private void align() {
    put(0, -bitCount & 7);
  }

  private void flushCoded() throws IOException {
    sink.write(coded.array(), length);
    length = 0;
  }

  @Override
  public void close() {
    if (deflater != null) {
      deflater.end();
    }
  }
}
