package dev.rawline.imaging.random;

import dev.rawline.imaging.numeric.VectorApi;

/**
 * Standard normal numbers in bulk (Box and Muller 1958): √(−2 ln u) · cos φ and √(−2 ln u) · sin φ,
 * with u uniform in (0, 1) and φ on the circle.
 *
 * <p>All computations are in float32 with fused multiply-adds, which round identically on every
 * machine. The polynomials are minimax fits with errors below 2e-8, less than float32 rounding. The
 * largest number is √(62 ln 2) = 6.56.
 *
 * <p>This is the definition, used without the Vector API; {@link BoxMullerKernel} is its fast twin
 * with the same bits.
 */
final class BoxMuller {
  /** The number of pairs computed at once: they fit into the first-level cache. */
  static final int PAIRS = 64;

  /** The coefficients of −2 ln(1 − x) / x for 0 ≤ x ≤ ½, by falling powers of x. */
  static final float[] LOGARITHM = {
    3.6430264f,
    -5.31175f,
    4.2871494f,
    -1.364903f,
    0.7355828f,
    0.34158617f,
    0.5048099f,
    0.6664671f,
    1.0000032f,
    2
  };

  /** The coefficients of cos(πv) for |v| ≤ ½, by falling powers of v². */
  static final float[] COSINE = {-0.024396716f, 0.23493756f, -1.3352121f, 4.058709f, -4.934802f, 1};

  /** The coefficients of sin(πv) / v for |v| ≤ ½, by falling powers of v². */
  static final float[] SINE = {0.07765941f, -0.5982922f, 2.5500777f, -5.1677103f, 3.1415927f};

  /** −2 ln ½. */
  static final float TWICE_LN_2 = 1.3862944f;

  private static final boolean FAST = VectorApi.PRESENT;

  private final int[] radii = new int[PAIRS];
  private final int[] angles = new int[PAIRS];
  private final float[] cosines = new float[PAIRS];
  private final float[] sines = new float[PAIRS];

  /** Fills a part of an array; consumes 64 random longs for every started 128 numbers. */
  void fill(RandomStream random, float[] into, int from, int count) {
    for (int done = 0; done < count; done += 2 * PAIRS) {
      random.halves(radii, angles);
      if (FAST) {
        BoxMullerKernel.turn(radii, angles, cosines, sines);
      } else {
        turn(radii, angles, cosines, sines);
      }
      int first = Math.min(PAIRS, count - done);
      int second = Math.min(PAIRS, count - done - first);
      System.arraycopy(cosines, 0, into, from + done, first);
      System.arraycopy(sines, 0, into, from + done + first, second);
    }
  }

  /**
   * Computes two numbers from every pair of random bits.
   *
   * @param radii 32 random bits each
   * @param angles 32 random bits each
   */
  static void turn(int[] radii, int[] angles, float[] cosines, float[] sines) {
    for (int i = 0; i < PAIRS; i++) {
      // u = odd / 2³¹, decomposed into f/2 · 2^(exponent − 157) with 1 ≤ f < 2.
      int bits = Float.floatToRawIntBits((float) ((radii[i] >>> 1) | 1));
      float f = Float.intBitsToFloat((bits & 0x7f_ffff) | 0x3f80_0000);
      float x = Math.fma(f, -0.5f, 1);
      float doublings = 157 - (bits >>> 23);
      float twiceLog = Math.fma(polynomial(LOGARITHM, x), x, TWICE_LN_2 * doublings);
      // Rounding may make it slightly negative.
      float radius = (float) Math.sqrt(Math.abs(twiceLog));

      // Half the circle, −¼ to ¼ of a turn; the lowest bit selects the other half.
      float v = (angles[i] >> 8) * 0x1p-24f;
      float mirrored = Float.intBitsToFloat(Float.floatToRawIntBits(radius) ^ (angles[i] << 31));
      cosines[i] = mirrored * polynomial(COSINE, v * v);
      sines[i] = radius * (v * polynomial(SINE, v * v));
    }
  }

  private static float polynomial(float[] coefficients, float x) {
    float sum = coefficients[0];
    for (int k = 1; k < coefficients.length; k++) {
      sum = Math.fma(sum, x, coefficients[k]);
    }
    return sum;
  }
}
