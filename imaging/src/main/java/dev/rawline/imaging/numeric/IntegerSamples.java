package dev.rawline.imaging.numeric;

/**
 * Unsigned integer samples of files → float32: number / divisor.
 *
 * <p>The results are exact if the divisor is 1, and rounded once otherwise.
 */
public final class IntegerSamples {
  private static final boolean FAST = VectorApi.PRESENT;

  private IntegerSamples() {}

  /**
   * Converts numbers of 8 bits.
   *
   * @param from the numbers, from index 0
   * @param count how many there are
   * @param into the destination
   * @param at the index of the first number in the destination
   */
  public static void floats(byte[] from, int count, float divisor, float[] into, int at) {
    int done = FAST ? IntegerSamplesKernel.floats(from, count, divisor, into, at) : 0;
    plain(from, done, count, divisor, into, at);
  }

  /**
   * Converts numbers of 16 bits.
   *
   * @param from the numbers, from index 0
   * @param count how many there are
   * @param into the destination
   * @param at the index of the first number in the destination
   */
  public static void floats(short[] from, int count, float divisor, float[] into, int at) {
    int done = FAST ? IntegerSamplesKernel.floats(from, count, divisor, into, at) : 0;
    plain(from, done, count, divisor, into, at);
  }

  static void plain(byte[] from, int done, int count, float divisor, float[] into, int at) {
    for (int i = done; i < count; i++) {
      into[at + i] = Byte.toUnsignedInt(from[i]) / divisor;
    }
  }

  static void plain(short[] from, int done, int count, float divisor, float[] into, int at) {
    for (int i = done; i < count; i++) {
      into[at + i] = Short.toUnsignedInt(from[i]) / divisor;
    }
  }
}
