package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.numeric.Lanes;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The backward pass through {@link GammaKernel}.
 *
 * <p>With the clipped value u = m · 2^e and m in [1, 2), the slope u^(1/γ − 1) / γ is a polynomial
 * in m − 1 times two entries of tables, one for the lower four bits of e and one for the upper
 * four. The curve is γ · u · slope, and ln u is another polynomial in m − 1 plus e · ln 2.
 */
public final class GammaPullbackKernel {
  /** Below this value the slope is constant. */
  private static final float STEEPEST = 1e-5f;

  private static final int ENTRIES = 16;
  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = (1 << MANTISSA_BITS) - 1;
  private static final int ONE = Float.floatToRawIntBits(1);
  private static final int DEGREE = 6;
  private static final int EXPONENT_OF_ONE = ONE >> MANTISSA_BITS;

  /** ln 2 in 17 bits, so that its product with an exponent is exact and ln 1 is 0. */
  private static final float LN_2 = Math.round(Math.log(2) * (1 << 17)) / (float) (1 << 17);

  /** ln m = t · l(t) with t = m − 1. */
  private static final float[] LOGARITHM = interpolated(t -> Math.log1p(t) / t, DEGREE - 1);

  private final double gamma;
  private final float floor;
  private final float steepest;
  private final float[] slope;
  private final int[] lower = new int[ENTRIES];
  private final int[] upper = new int[ENTRIES];

  /** Fits the slope of the curve. */
  public GammaPullbackKernel(Gamma curve) {
    gamma = curve.gamma();
    floor = (float) curve.floor();
    double power = 1 / gamma - 1;
    steepest = (float) (Math.pow(STEEPEST, power) / gamma);
    slope = interpolated(t -> Math.pow(1 + t, power), DEGREE);
    for (int i = 0; i < ENTRIES; i++) {
      lower[i] = bits(Math.pow(2, power * (i - EXPONENT_OF_ONE % ENTRIES)) / gamma);
      // The smallest values count as 0.
      upper[i] = i == 0 ? 0 : bits(Math.pow(2, power * ENTRIES * (i - EXPONENT_OF_ONE / ENTRIES)));
    }
  }

  private static int bits(double value) {
    return Float.floatToRawIntBits((float) value);
  }

  private static float[] interpolated(DoubleUnaryOperator function, int degree) {
    double[] exact = Chebyshev.interpolate(function, degree);
    float[] coefficients = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      coefficients[i] = (float) exact[i];
    }
    return coefficients;
  }

  /**
   * Propagates the gradients of one row of one plane back to colour + (after − before).
   *
   * @param cotangent the gradients with respect to the view
   * @param out the gradients with respect to the curve's input
   * @param sums Σ cotangent · slope · u · ln u and Σ cotangent below the floor, to which those of
   *     this row are added
   */
  public void row(
      float[] cotangent,
      int cotangentAt,
      float[] in,
      int from,
      float[] before,
      int beforeAt,
      float[] after,
      int afterAt,
      float[] out,
      int to,
      float[] sums,
      int columns) {
    row(
        cotangent,
        cotangentAt,
        in,
        from,
        before,
        beforeAt,
        after,
        afterAt,
        floor,
        steepest,
        slope,
        lower,
        upper,
        out,
        to,
        sums,
        columns);
  }

  private static void row(
      float[] cotangent,
      int cotangentAt,
      float[] in,
      int from,
      float[] before,
      int beforeAt,
      float[] after,
      int afterAt,
      float floor,
      float steepest,
      float[] c,
      int[] lower,
      int[] upper,
      float[] out,
      int to,
      float[] sums,
      int columns) {
    float c0 = c[0];
    float c1 = c[1];
    float c2 = c[2];
    float c3 = c[3];
    float c4 = c[4];
    float c5 = c[5];
    float c6 = c[6];
    float l1 = LOGARITHM[0];
    float l2 = LOGARITHM[1];
    float l3 = LOGARITHM[2];
    float l4 = LOGARITHM[3];
    float l5 = LOGARITHM[4];
    float l6 = LOGARITHM[5];
    int lowest = Float.floatToRawIntBits(floor);
    FloatVector ofGamma = fromArray(FLOATS, sums, 0);
    FloatVector ofFloor = fromArray(FLOATS, sums, Lanes.COUNT);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector change =
          fromArray(FLOATS, after, afterAt + i).sub(fromArray(FLOATS, before, beforeAt + i));
      FloatVector value = fromArray(FLOATS, in, from + i).add(change);
      IntVector clipped = value.reinterpretAsInts().max(lowest).min(ONE);

      FloatVector u = clipped.reinterpretAsFloats();
      FloatVector t = clipped.and(MANTISSA).or(ONE).reinterpretAsFloats().sub(1);
      IntVector exponent = clipped.lanewise(VectorOperators.LSHR, MANTISSA_BITS);

      FloatVector scale =
          GammaKernel.entry(lower, exponent)
              .mul(GammaKernel.entry(upper, exponent.lanewise(VectorOperators.LSHR, 4)));

      FloatVector power = broadcast(FLOATS, c6).fma(t, broadcast(FLOATS, c5));
      power = power.fma(t, broadcast(FLOATS, c4));
      power = power.fma(t, broadcast(FLOATS, c3));
      power = power.fma(t, broadcast(FLOATS, c2));
      power = power.fma(t, broadcast(FLOATS, c1));
      power = power.fma(t, broadcast(FLOATS, c0));
      power = power.mul(scale);

      FloatVector logarithm = broadcast(FLOATS, l6).fma(t, broadcast(FLOATS, l5));
      logarithm = logarithm.fma(t, broadcast(FLOATS, l4));
      logarithm = logarithm.fma(t, broadcast(FLOATS, l3));
      logarithm = logarithm.fma(t, broadcast(FLOATS, l2));
      logarithm = logarithm.fma(t, broadcast(FLOATS, l1));
      FloatVector whole =
          ((FloatVector) exponent.convertShape(VectorOperators.I2F, FLOATS, 0))
              .fma(broadcast(FLOATS, LN_2), broadcast(FLOATS, -EXPONENT_OF_ONE * LN_2));
      logarithm = logarithm.fma(t, whole);

      FloatVector coming = fromArray(FLOATS, cotangent, cotangentAt + i);
      ofGamma = coming.mul(power.mul(u)).fma(logarithm, ofGamma);
      ofFloor = ofFloor.add(coming, value.compare(VectorOperators.LT, u));
      FloatVector bounded = power.blend(steepest, u.compare(VectorOperators.LT, STEEPEST));
      broadcast(FLOATS, 0)
          .blend(coming.mul(bounded), value.compare(VectorOperators.EQ, u))
          .intoArray(out, to + i);
    }
    ofGamma.intoArray(sums, 0);
    ofFloor.intoArray(sums, Lanes.COUNT);
  }

  /** Sums three rows of gradients: the gradients with respect to a common addend. */
  public static void sum(
      float[] in, int red, int green, int blue, float[] out, int to, int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      fromArray(FLOATS, in, red + i)
          .add(fromArray(FLOATS, in, green + i))
          .add(fromArray(FLOATS, in, blue + i))
          .intoArray(out, to + i);
    }
  }

  /** Returns the gradient with respect to γ. */
  public double ofGamma(double sum) {
    return -sum / gamma;
  }

  /** Returns the gradient with respect to the floor. */
  public double ofFloor(double sum) {
    return sum * Math.pow(Math.max(floor, STEEPEST), 1 / gamma - 1) / gamma;
  }
}
