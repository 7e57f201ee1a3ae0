package dev.rawline.imaging.random;

/**
 * A stream of random numbers, identical on every machine.
 *
 * <p>The bits are SplitMix64's (Steele, Lea and Flood 2014): number n of the stream is a mix of the
 * state key + n·γ. A stream is used by one thread.
 */
public final class RandomStream {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private final long key;
  private long state;

  /** Starts the stream of a key. */
  public RandomStream(long key) {
    this.key = key;
    state = key;
  }

  /** Returns 64 random bits. */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Returns a number that is uniform in (0, 1): one of (k + ½) / 2⁵³. */
  public double nextUniform() {
    return uniform(nextLong());
  }

  /**
   * Returns the uniform number at position n from the stream's beginning, independent of the
   * stream's current position.
   *
   * @param n the position, 0 or more
   */
  public double uniformAt(int n) {
    return uniform(mix(key + (n + 1L) * GAMMA));
  }

  private static double uniform(long bits) {
    return ((bits >>> 11) + 0.5) * 0x1p-53;
  }

  /** Returns a number of the standard normal distribution (Marsaglia and Bray's polar method). */
  public double nextGaussian() {
    while (true) {
      double x = 2 * nextUniform() - 1;
      double y = 2 * nextUniform() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /**
   * Fills a part of an array with numbers of the standard normal distribution, quickly (Box and
   * Muller's transform in float32, at most 6.56 from 0).
   *
   * <p>The first numbers do not depend on the count.
   *
   * @param into the array
   * @param from the first place that is filled
   * @param count the number of values
   */
  public void gaussians(float[] into, int from, int count) {
    new BoxMuller().fill(this, into, from, count);
  }

  /** Fills two arrays of one length with the upper and the lower 32 bits of random longs. */
  void halves(int[] upper, int[] lower) {
    for (int i = 0; i < upper.length; i++) {
      long bits = nextLong();
      upper[i] = (int) (bits >>> Integer.SIZE);
      lower[i] = (int) bits;
    }
  }

  /** Returns 64 mixed bits, each of which depends on all input bits (Stafford's variant 13). */
  static long mix(long bits) {
    long first = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }
}
