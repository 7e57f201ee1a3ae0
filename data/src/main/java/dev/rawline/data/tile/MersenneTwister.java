package dev.rawline.data.tile;

import java.util.List;

/**
 * The random numbers of Python's {@code random} module, by which the published tiles were chosen:
 * the Mersenne Twister MT19937 (Matsumoto and Nishimura, ACM TOMACS 8, 1998), begun as {@code
 * random.seed(n)} does (their init_by_array, 2002), and {@code random.shuffle}.
 */
final class MersenneTwister {
  private static final int LENGTH = 624;
  private static final int SHIFT = 397;
  private static final int ODD = 0x9908b0df;

  private final int[] state = new int[LENGTH];
  private int next = LENGTH;

  /**
   * Begins with a seed.
   *
   * @param seed 0 to 2³² − 1
   * @throws IllegalArgumentException if it lies outside
   */
  MersenneTwister(long seed) {
    if (seed < 0 || (seed >> Integer.SIZE) != 0) {
      throw new IllegalArgumentException(
          "the seed is %d: expected 0 to 4294967295 for the published shuffle".formatted(seed));
    }
    state[0] = 19650218;
    for (int i = 1; i < LENGTH; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    int i = 1;
    for (int k = 0; k < LENGTH; k++) {
      state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525) + (int) seed;
      i = following(i);
    }
    for (int k = 0; k < LENGTH - 1; k++) {
      state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941) - i;
      i = following(i);
    }
    state[0] = Integer.MIN_VALUE;
  }

  private int following(int i) {
    if (i < LENGTH - 1) {
      return i + 1;
    }
    state[0] = state[LENGTH - 1];
    return 1;
  }

  /** Returns 32 random bits. */
  int nextInt() {
    if (next == LENGTH) {
      twist();
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < LENGTH; i++) {
      int y = (state[i] & Integer.MIN_VALUE) | (state[(i + 1) % LENGTH] & Integer.MAX_VALUE);
      state[i] = state[(i + SHIFT) % LENGTH] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : ODD);
    }
  }

  /**
   * Shuffles a list as {@code random.shuffle} does: from the end, each with one before or itself.
   */
  <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int other = below(i + 1);
      list.set(i, list.set(other, list.get(i)));
    }
  }

  /**
   * Returns a number from 0 to bound − 1: bits of the bound's length, drawn until they are below
   * it.
   */
  private int below(int bound) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(bound);
    int drawn = nextInt() >>> (Integer.SIZE - bits);
    while (drawn >= bound) {
      drawn = nextInt() >>> (Integer.SIZE - bits);
    }
    return drawn;
  }
}
