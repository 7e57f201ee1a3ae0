package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.allInts;
import static dev.rawline.imaging.numeric.Lanes.load;
import static dev.rawline.imaging.numeric.Lanes.loadInts;

import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The fast twin of {@link Gamma}, within 2e-6 of it.
 *
 * <p>With v = m · 2^e and m in [1, 2), v^(1/γ) is a polynomial in m − 1 times 2^(e/γ), and that is
 * a product of two entries of tables, one for the lower four bits of e and one for the upper four.
 * Clipping works on the bits: the bits of non-negative floats are ordered like the floats, and the
 * bits of negative floats are negative integers. 0 becomes exactly 0 and 1 exactly 1.
 */
public final class GammaKernel {
  private static final int ENTRIES = 16;
  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;
  private static final int ONE = Float.floatToRawIntBits(1);
  private static final int EXPONENT_OF_ONE = ONE >> MANTISSA_BITS;
  private static final int DEGREE = 6;

  private final int lowest;
  private final float[] coefficients = new float[DEGREE + 1];
  private final int[] lower = new int[ENTRIES];
  private final int[] upper = new int[ENTRIES];

  /** The last columns of a row that does not end with a whole vector. */
  private final float[] tail = new float[Lanes.COUNT];

  /** Fits the curve. */
  public GammaKernel(Gamma curve) {
    double power = 1 / curve.gamma();
    lowest = Float.floatToRawIntBits((float) curve.floor());
    for (int i = 0; i < ENTRIES; i++) {
      lower[i] = bits(Math.pow(2, power * (i - EXPONENT_OF_ONE % ENTRIES)));
      // The smallest values become 0, and so does 0.
      upper[i] = i == 0 ? 0 : bits(Math.pow(2, power * ENTRIES * (i - EXPONENT_OF_ONE / ENTRIES)));
    }
    fit(power);
  }

  private static int bits(double value) {
    return Float.floatToRawIntBits((float) value);
  }

  /** Interpolates (1 + t)^power = 1 + t · p(t) for t in [0, 1]. */
  private void fit(double power) {
    double[] powers = Chebyshev.interpolate(t -> (Math.pow(1 + t, power) - 1) / t, DEGREE - 1);
    for (int i = 0; i < DEGREE; i++) {
      coefficients[i + 1] = (float) powers[i];
    }
  }

  /** Writes the curve of colour + (after − before), the two being lumas. */
  void row(
      float[] in,
      int from,
      float[] before,
      int beforeAt,
      float[] after,
      int afterAt,
      float[] out,
      int to,
      int columns) {
    int whole = Lanes.FLOATS.loopBound(columns);
    // One call in a loop, so that the compiler inlines one loop over vectors, not two.
    int count;
    for (int at = 0; at < columns; at += count) {
      boolean last = at == whole;
      count = last ? columns - whole : whole;
      row(
          in,
          from + at,
          before,
          beforeAt + at,
          after,
          afterAt + at,
          lowest,
          coefficients,
          lower,
          upper,
          last ? tail : out,
          last ? 0 : to,
          last ? Lanes.COUNT : whole);
      if (last) {
        System.arraycopy(tail, 0, out, to + whole, count);
      }
    }
  }

  /** Does the same for whole vectors; values beyond the columns are overwritten. */
  public void vectors(
      float[] in,
      int from,
      float[] before,
      int beforeAt,
      float[] after,
      int afterAt,
      float[] out,
      int to,
      int columns) {
    row(
        in,
        from,
        before,
        beforeAt,
        after,
        afterAt,
        lowest,
        coefficients,
        lower,
        upper,
        out,
        to,
        columns);
  }

  private static void row(
      float[] in,
      int from,
      float[] before,
      int beforeAt,
      float[] after,
      int afterAt,
      int lowest,
      float[] c,
      int[] lower,
      int[] upper,
      float[] out,
      int to,
      int columns) {
    float c1 = c[1];
    float c2 = c[2];
    float c3 = c[3];
    float c4 = c[4];
    float c5 = c[5];
    float c6 = c[6];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector change = load(after, afterAt + i).sub(load(before, beforeAt + i));
      curve(load(in, from + i).add(change), lowest, c1, c2, c3, c4, c5, c6, lower, upper)
          .intoArray(out, to + i);
    }
  }

  private static FloatVector curve(
      FloatVector value,
      int lowest,
      float c1,
      float c2,
      float c3,
      float c4,
      float c5,
      float c6,
      int[] lower,
      int[] upper) {
    IntVector bits = value.reinterpretAsInts().max(allInts(lowest)).min(allInts(ONE));
    IntVector exponent = bits.lanewise(VectorOperators.LSHR, MANTISSA_BITS);
    FloatVector t = bits.and(MANTISSA).or(ONE).reinterpretAsFloats().sub(1);
    FloatVector sum = all(c6).fma(t, all(c5));
    sum = sum.fma(t, all(c4));
    sum = sum.fma(t, all(c3));
    sum = sum.fma(t, all(c2));
    sum = sum.fma(t, all(c1));
    sum = sum.fma(t, all(1));
    return sum.mul(entry(lower, exponent))
        .mul(entry(upper, exponent.lanewise(VectorOperators.LSHR, 4)));
  }

  /** Looks up the lower four bits of each index. */
  static FloatVector entry(int[] table, IntVector index) {
    IntVector found = index.selectFrom(loadInts(table, 0));
    // Narrower vectors each hold a part of the table.
    for (int first = Lanes.COUNT; first < ENTRIES; first += Lanes.COUNT) {
      VectorMask<Integer> here =
          index.and((ENTRIES - 1) & -Lanes.COUNT).compare(VectorOperators.EQ, first);
      found = found.blend(index.selectFrom(loadInts(table, first)), here);
    }
    return found.reinterpretAsFloats();
  }
}
