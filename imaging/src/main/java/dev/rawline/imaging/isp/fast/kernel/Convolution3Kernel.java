package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * The fast twin of {@link LumaConvolution} by 3×3 weights, forwards and backwards.
 *
 * <p>A row is given by the index of its first column. The weights are in reading order.
 */
public final class Convolution3Kernel {
  /** The number of weights. */
  public static final int WEIGHTS = 9;

  /** The number of columns of weights, and of rows. */
  public static final int SIDE = 3;

  private Convolution3Kernel() {}

  /**
   * Computes four rows.
   *
   * @param from the six rows from the one above the first to the one below the last
   * @param to four rows
   */
  public static void rows(
      float[] in, int[] from, float[] weights, float[] out, int[] to, int columns) {
    FloatVector a = broadcast(FLOATS, weights[0]);
    FloatVector b = broadcast(FLOATS, weights[1]);
    FloatVector c = broadcast(FLOATS, weights[2]);
    FloatVector d = broadcast(FLOATS, weights[3]);
    FloatVector e = broadcast(FLOATS, weights[4]);
    FloatVector f = broadcast(FLOATS, weights[5]);
    FloatVector g = broadcast(FLOATS, weights[6]);
    FloatVector h = broadcast(FLOATS, weights[7]);
    FloatVector k = broadcast(FLOATS, weights[8]);
    int from0 = from[0];
    int from1 = from[1];
    int from2 = from[2];
    int from3 = from[3];
    int from4 = from[4];
    int from5 = from[5];
    int to0 = to[0];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[3];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector left = fromArray(FLOATS, in, from0 + i - 1);
      FloatVector here = fromArray(FLOATS, in, from0 + i);
      FloatVector right = fromArray(FLOATS, in, from0 + i + 1);
      FloatVector sum0 = right.fma(c, here.fma(b, left.mul(a)));

      left = fromArray(FLOATS, in, from1 + i - 1);
      here = fromArray(FLOATS, in, from1 + i);
      right = fromArray(FLOATS, in, from1 + i + 1);
      sum0 = right.fma(f, here.fma(e, left.fma(d, sum0)));
      FloatVector sum1 = right.fma(c, here.fma(b, left.mul(a)));

      left = fromArray(FLOATS, in, from2 + i - 1);
      here = fromArray(FLOATS, in, from2 + i);
      right = fromArray(FLOATS, in, from2 + i + 1);
      right.fma(k, here.fma(h, left.fma(g, sum0))).intoArray(out, to0 + i);
      sum1 = right.fma(f, here.fma(e, left.fma(d, sum1)));
      FloatVector sum2 = right.fma(c, here.fma(b, left.mul(a)));

      left = fromArray(FLOATS, in, from3 + i - 1);
      here = fromArray(FLOATS, in, from3 + i);
      right = fromArray(FLOATS, in, from3 + i + 1);
      right.fma(k, here.fma(h, left.fma(g, sum1))).intoArray(out, to1 + i);
      sum2 = right.fma(f, here.fma(e, left.fma(d, sum2)));
      FloatVector sum3 = right.fma(c, here.fma(b, left.mul(a)));

      left = fromArray(FLOATS, in, from4 + i - 1);
      here = fromArray(FLOATS, in, from4 + i);
      right = fromArray(FLOATS, in, from4 + i + 1);
      right.fma(k, here.fma(h, left.fma(g, sum2))).intoArray(out, to2 + i);
      sum3 = right.fma(f, here.fma(e, left.fma(d, sum3)));

      left = fromArray(FLOATS, in, from5 + i - 1);
      here = fromArray(FLOATS, in, from5 + i);
      right = fromArray(FLOATS, in, from5 + i + 1);
      right.fma(k, here.fma(h, left.fma(g, sum3))).intoArray(out, to3 + i);
    }
  }

  /**
   * Propagates gradients back to two rows.
   *
   * @param cotangent the gradients with respect to the output of {@link #rows}, 0 beyond the edge
   * @param from the four rows of them from the one above the first to the one below the last
   * @param in the input of {@link #rows}
   * @param at its two rows
   * @param out the gradients with respect to its input, beyond the edge too
   * @param sums the gradients with respect to the weights, to which those of these rows are added
   * @param first the first column, 0 or less
   * @param end the column after the last
   */
  public static void back(
      float[] cotangent,
      int[] from,
      float[] weights,
      float[] in,
      int[] at,
      float[] out,
      int[] to,
      float[] sums,
      int first,
      int end) {
    FloatVector a = broadcast(FLOATS, weights[0]);
    FloatVector b = broadcast(FLOATS, weights[1]);
    FloatVector c = broadcast(FLOATS, weights[2]);
    FloatVector d = broadcast(FLOATS, weights[3]);
    FloatVector e = broadcast(FLOATS, weights[4]);
    FloatVector f = broadcast(FLOATS, weights[5]);
    FloatVector g = broadcast(FLOATS, weights[6]);
    FloatVector h = broadcast(FLOATS, weights[7]);
    FloatVector k = broadcast(FLOATS, weights[8]);
    int from0 = from[0];
    int from1 = from[1];
    int from2 = from[2];
    int from3 = from[3];
    int at0 = at[0];
    int at1 = at[1];
    int to0 = to[0];
    int to1 = to[1];
    FloatVector ofA = fromArray(FLOATS, sums, 0);
    FloatVector ofB = fromArray(FLOATS, sums, Lanes.COUNT);
    FloatVector ofC = fromArray(FLOATS, sums, 2 * Lanes.COUNT);
    FloatVector ofD = fromArray(FLOATS, sums, 3 * Lanes.COUNT);
    FloatVector ofE = fromArray(FLOATS, sums, 4 * Lanes.COUNT);
    FloatVector ofF = fromArray(FLOATS, sums, 5 * Lanes.COUNT);
    FloatVector ofG = fromArray(FLOATS, sums, 6 * Lanes.COUNT);
    FloatVector ofH = fromArray(FLOATS, sums, 7 * Lanes.COUNT);
    FloatVector ofK = fromArray(FLOATS, sums, 8 * Lanes.COUNT);
    for (int i = first; i < end; i += Lanes.COUNT) {
      FloatVector in0 = fromArray(FLOATS, in, at0 + i);
      FloatVector in1 = fromArray(FLOATS, in, at1 + i);

      // The row above was computed by the last row of weights from the first of our two rows.
      FloatVector left = fromArray(FLOATS, cotangent, from0 + i - 1);
      FloatVector here = fromArray(FLOATS, cotangent, from0 + i);
      FloatVector right = fromArray(FLOATS, cotangent, from0 + i + 1);
      FloatVector sum0 = left.fma(k, here.fma(h, right.mul(g)));
      ofG = right.fma(in0, ofG);
      ofH = here.fma(in0, ofH);
      ofK = left.fma(in0, ofK);

      left = fromArray(FLOATS, cotangent, from1 + i - 1);
      here = fromArray(FLOATS, cotangent, from1 + i);
      right = fromArray(FLOATS, cotangent, from1 + i + 1);
      sum0 = right.fma(d, here.fma(e, left.fma(f, sum0)));
      FloatVector sum1 = left.fma(k, here.fma(h, right.mul(g)));
      ofD = right.fma(in0, ofD);
      ofE = here.fma(in0, ofE);
      ofF = left.fma(in0, ofF);
      ofG = right.fma(in1, ofG);
      ofH = here.fma(in1, ofH);
      ofK = left.fma(in1, ofK);

      left = fromArray(FLOATS, cotangent, from2 + i - 1);
      here = fromArray(FLOATS, cotangent, from2 + i);
      right = fromArray(FLOATS, cotangent, from2 + i + 1);
      right.fma(a, here.fma(b, left.fma(c, sum0))).intoArray(out, to0 + i);
      sum1 = right.fma(d, here.fma(e, left.fma(f, sum1)));
      ofA = right.fma(in0, ofA);
      ofB = here.fma(in0, ofB);
      ofC = left.fma(in0, ofC);
      ofD = right.fma(in1, ofD);
      ofE = here.fma(in1, ofE);
      ofF = left.fma(in1, ofF);

      left = fromArray(FLOATS, cotangent, from3 + i - 1);
      here = fromArray(FLOATS, cotangent, from3 + i);
      right = fromArray(FLOATS, cotangent, from3 + i + 1);
      right.fma(a, here.fma(b, left.fma(c, sum1))).intoArray(out, to1 + i);
      ofA = right.fma(in1, ofA);
      ofB = here.fma(in1, ofB);
      ofC = left.fma(in1, ofC);
    }
    ofA.intoArray(sums, 0);
    ofB.intoArray(sums, Lanes.COUNT);
    ofC.intoArray(sums, 2 * Lanes.COUNT);
    ofD.intoArray(sums, 3 * Lanes.COUNT);
    ofE.intoArray(sums, 4 * Lanes.COUNT);
    ofF.intoArray(sums, 5 * Lanes.COUNT);
    ofG.intoArray(sums, 6 * Lanes.COUNT);
    ofH.intoArray(sums, 7 * Lanes.COUNT);
    ofK.intoArray(sums, 8 * Lanes.COUNT);
  }
}
