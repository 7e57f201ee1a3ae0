package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * The fast twin of {@link LumaConvolution} by 5×5 weights, forwards and backwards.
 *
 * <p>It processes four rows at a time, and as many columns of weights as keep all vectors of a loop
 * in the processor's registers. A row is given by the index of its first column. The weights are in
 * reading order.
 *
 * <p>The loops call only the Vector API. In a large method the compiler inlines it, but no longer
 * our own small methods, and a vector passed to a method that is not inlined is allocated as an
 * object.
 */
public final class Convolution5Kernel {
  /** The number of weights. */
  public static final int WEIGHTS = 25;

  /** The number of columns of weights, and of rows. */
  public static final int SIDE = 5;

  private Convolution5Kernel() {}

  /**
   * Computes four rows.
   *
   * @param from the eight rows from two above the first to two below the last
   * @param to four rows
   */
  public static void rows(
      float[] in, int[] from, float[] weights, float[] out, int[] to, int columns) {
    three(in, from, weights, out, to, columns);
    two(in, from, weights, out, to, columns);
  }

  /** Writes the contribution of the first three columns of weights. */
  private static void three(
      float[] in, int[] from, float[] weights, float[] out, int[] to, int columns) {
    FloatVector firstA = broadcast(FLOATS, weights[0]);
    FloatVector firstB = broadcast(FLOATS, weights[5]);
    FloatVector firstC = broadcast(FLOATS, weights[10]);
    FloatVector firstD = broadcast(FLOATS, weights[15]);
    FloatVector firstE = broadcast(FLOATS, weights[20]);
    FloatVector secondA = broadcast(FLOATS, weights[1]);
    FloatVector secondB = broadcast(FLOATS, weights[6]);
    FloatVector secondC = broadcast(FLOATS, weights[11]);
    FloatVector secondD = broadcast(FLOATS, weights[16]);
    FloatVector secondE = broadcast(FLOATS, weights[21]);
    FloatVector thirdA = broadcast(FLOATS, weights[2]);
    FloatVector thirdB = broadcast(FLOATS, weights[7]);
    FloatVector thirdC = broadcast(FLOATS, weights[12]);
    FloatVector thirdD = broadcast(FLOATS, weights[17]);
    FloatVector thirdE = broadcast(FLOATS, weights[22]);
    int from0 = from[0] - 2;
    int from1 = from[1] - 2;
    int from2 = from[2] - 2;
    int from3 = from[3] - 2;
    int from4 = from[4] - 2;
    int from5 = from[5] - 2;
    int from6 = from[6] - 2;
    int from7 = from[7] - 2;
    int to0 = to[0];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[3];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector left = fromArray(FLOATS, in, from0 + i);
      FloatVector here = fromArray(FLOATS, in, from0 + i + 1);
      FloatVector right = fromArray(FLOATS, in, from0 + i + 2);
      FloatVector sum0 = right.fma(thirdA, here.fma(secondA, left.mul(firstA)));

      left = fromArray(FLOATS, in, from1 + i);
      here = fromArray(FLOATS, in, from1 + i + 1);
      right = fromArray(FLOATS, in, from1 + i + 2);
      sum0 = right.fma(thirdB, here.fma(secondB, left.fma(firstB, sum0)));
      FloatVector sum1 = right.fma(thirdA, here.fma(secondA, left.mul(firstA)));

      left = fromArray(FLOATS, in, from2 + i);
      here = fromArray(FLOATS, in, from2 + i + 1);
      right = fromArray(FLOATS, in, from2 + i + 2);
      sum0 = right.fma(thirdC, here.fma(secondC, left.fma(firstC, sum0)));
      sum1 = right.fma(thirdB, here.fma(secondB, left.fma(firstB, sum1)));
      FloatVector sum2 = right.fma(thirdA, here.fma(secondA, left.mul(firstA)));

      left = fromArray(FLOATS, in, from3 + i);
      here = fromArray(FLOATS, in, from3 + i + 1);
      right = fromArray(FLOATS, in, from3 + i + 2);
      sum0 = right.fma(thirdD, here.fma(secondD, left.fma(firstD, sum0)));
      sum1 = right.fma(thirdC, here.fma(secondC, left.fma(firstC, sum1)));
      sum2 = right.fma(thirdB, here.fma(secondB, left.fma(firstB, sum2)));
      FloatVector sum3 = right.fma(thirdA, here.fma(secondA, left.mul(firstA)));

      left = fromArray(FLOATS, in, from4 + i);
      here = fromArray(FLOATS, in, from4 + i + 1);
      right = fromArray(FLOATS, in, from4 + i + 2);
      right.fma(thirdE, here.fma(secondE, left.fma(firstE, sum0))).intoArray(out, to0 + i);
      sum1 = right.fma(thirdD, here.fma(secondD, left.fma(firstD, sum1)));
      sum2 = right.fma(thirdC, here.fma(secondC, left.fma(firstC, sum2)));
      sum3 = right.fma(thirdB, here.fma(secondB, left.fma(firstB, sum3)));

      left = fromArray(FLOATS, in, from5 + i);
      here = fromArray(FLOATS, in, from5 + i + 1);
      right = fromArray(FLOATS, in, from5 + i + 2);
      right.fma(thirdE, here.fma(secondE, left.fma(firstE, sum1))).intoArray(out, to1 + i);
      sum2 = right.fma(thirdD, here.fma(secondD, left.fma(firstD, sum2)));
      sum3 = right.fma(thirdC, here.fma(secondC, left.fma(firstC, sum3)));

      left = fromArray(FLOATS, in, from6 + i);
      here = fromArray(FLOATS, in, from6 + i + 1);
      right = fromArray(FLOATS, in, from6 + i + 2);
      right.fma(thirdE, here.fma(secondE, left.fma(firstE, sum2))).intoArray(out, to2 + i);
      sum3 = right.fma(thirdD, here.fma(secondD, left.fma(firstD, sum3)));

      left = fromArray(FLOATS, in, from7 + i);
      here = fromArray(FLOATS, in, from7 + i + 1);
      right = fromArray(FLOATS, in, from7 + i + 2);
      right.fma(thirdE, here.fma(secondE, left.fma(firstE, sum3))).intoArray(out, to3 + i);
    }
  }

  /** Adds the contribution of the last two columns of weights. */
  private static void two(
      float[] in, int[] from, float[] weights, float[] out, int[] to, int columns) {
    FloatVector a = broadcast(FLOATS, weights[3]);
    FloatVector b = broadcast(FLOATS, weights[8]);
    FloatVector c = broadcast(FLOATS, weights[13]);
    FloatVector d = broadcast(FLOATS, weights[18]);
    FloatVector e = broadcast(FLOATS, weights[23]);
    FloatVector nextA = broadcast(FLOATS, weights[4]);
    FloatVector nextB = broadcast(FLOATS, weights[9]);
    FloatVector nextC = broadcast(FLOATS, weights[14]);
    FloatVector nextD = broadcast(FLOATS, weights[19]);
    FloatVector nextE = broadcast(FLOATS, weights[24]);
    int from0 = from[0] + 1;
    int from1 = from[1] + 1;
    int from2 = from[2] + 1;
    int from3 = from[3] + 1;
    int from4 = from[4] + 1;
    int from5 = from[5] + 1;
    int from6 = from[6] + 1;
    int from7 = from[7] + 1;
    int to0 = to[0];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[3];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector here = fromArray(FLOATS, in, from0 + i);
      FloatVector next = fromArray(FLOATS, in, from0 + i + 1);
      FloatVector sum0 = next.fma(nextA, here.fma(a, fromArray(FLOATS, out, to0 + i)));

      here = fromArray(FLOATS, in, from1 + i);
      next = fromArray(FLOATS, in, from1 + i + 1);
      sum0 = next.fma(nextB, here.fma(b, sum0));
      FloatVector sum1 = next.fma(nextA, here.fma(a, fromArray(FLOATS, out, to1 + i)));

      here = fromArray(FLOATS, in, from2 + i);
      next = fromArray(FLOATS, in, from2 + i + 1);
      sum0 = next.fma(nextC, here.fma(c, sum0));
      sum1 = next.fma(nextB, here.fma(b, sum1));
      FloatVector sum2 = next.fma(nextA, here.fma(a, fromArray(FLOATS, out, to2 + i)));

      here = fromArray(FLOATS, in, from3 + i);
      next = fromArray(FLOATS, in, from3 + i + 1);
      sum0 = next.fma(nextD, here.fma(d, sum0));
      sum1 = next.fma(nextC, here.fma(c, sum1));
      sum2 = next.fma(nextB, here.fma(b, sum2));
      FloatVector sum3 = next.fma(nextA, here.fma(a, fromArray(FLOATS, out, to3 + i)));

      here = fromArray(FLOATS, in, from4 + i);
      next = fromArray(FLOATS, in, from4 + i + 1);
      next.fma(nextE, here.fma(e, sum0)).intoArray(out, to0 + i);
      sum1 = next.fma(nextD, here.fma(d, sum1));
      sum2 = next.fma(nextC, here.fma(c, sum2));
      sum3 = next.fma(nextB, here.fma(b, sum3));

      here = fromArray(FLOATS, in, from5 + i);
      next = fromArray(FLOATS, in, from5 + i + 1);
      next.fma(nextE, here.fma(e, sum1)).intoArray(out, to1 + i);
      sum2 = next.fma(nextD, here.fma(d, sum2));
      sum3 = next.fma(nextC, here.fma(c, sum3));

      here = fromArray(FLOATS, in, from6 + i);
      next = fromArray(FLOATS, in, from6 + i + 1);
      next.fma(nextE, here.fma(e, sum2)).intoArray(out, to2 + i);
      sum3 = next.fma(nextD, here.fma(d, sum3));

      here = fromArray(FLOATS, in, from7 + i);
      next = fromArray(FLOATS, in, from7 + i + 1);
      next.fma(nextE, here.fma(e, sum3)).intoArray(out, to3 + i);
    }
  }

  /**
   * Propagates gradients back to four rows.
   *
   * @param cotangent the gradients with respect to the output of {@link #rows}, 0 beyond the edge
   * @param from the eight rows of them from two above the first to two below the last
   * @param in the input of {@link #rows}
   * @param at its four rows
   * @param out the gradients with respect to its input, beyond the edge too
   * @param zeros a row of zeros in {@code out}
   * @param sums the gradients with respect to the weights, column by column, to which those of
   *     these rows are added
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
      int zeros,
      int[] to,
      float[] sums,
      int first,
      int end) {
    for (int column = 0; column < SIDE; column++) {
      boolean begins = column == 0;
      back(
          cotangent,
          from,
          2 - column,
          weights,
          column,
          in,
          at,
          out,
          begins ? zeros : to[0],
          begins ? zeros : to[1],
          begins ? zeros : to[2],
          begins ? zeros : to[3],
          to,
          sums,
          first,
          end);
    }
  }

  /** Returns the index of the sum that is the gradient with respect to a weight. */
  public static int sum(int weight) {
    return weight % SIDE * SIDE + weight / SIDE;
  }

  /** Propagates back the contribution of one column of weights. */
  private static void back(
      float[] cotangent,
      int[] from,
      int shift,
      float[] weights,
      int column,
      float[] in,
      int[] at,
      float[] out,
      int before0,
      int before1,
      int before2,
      int before3,
      int[] to,
      float[] sums,
      int first,
      int end) {
    FloatVector a = broadcast(FLOATS, weights[column]);
    FloatVector b = broadcast(FLOATS, weights[column + SIDE]);
    FloatVector c = broadcast(FLOATS, weights[column + 2 * SIDE]);
    FloatVector d = broadcast(FLOATS, weights[column + 3 * SIDE]);
    FloatVector e = broadcast(FLOATS, weights[column + 4 * SIDE]);
    int from0 = from[0] + shift;
    int from1 = from[1] + shift;
    int from2 = from[2] + shift;
    int from3 = from[3] + shift;
    int from4 = from[4] + shift;
    int from5 = from[5] + shift;
    int from6 = from[6] + shift;
    int from7 = from[7] + shift;
    int at0 = at[0];
    int at1 = at[1];
    int at2 = at[2];
    int at3 = at[3];
    int to0 = to[0];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[3];
    int sum = column * SIDE * Lanes.COUNT;
    FloatVector ofA = fromArray(FLOATS, sums, sum);
    FloatVector ofB = fromArray(FLOATS, sums, sum + Lanes.COUNT);
    FloatVector ofC = fromArray(FLOATS, sums, sum + 2 * Lanes.COUNT);
    FloatVector ofD = fromArray(FLOATS, sums, sum + 3 * Lanes.COUNT);
    FloatVector ofE = fromArray(FLOATS, sums, sum + 4 * Lanes.COUNT);
    for (int i = first; i < end; i += Lanes.COUNT) {
      FloatVector g0 = fromArray(FLOATS, cotangent, from0 + i);
      FloatVector g1 = fromArray(FLOATS, cotangent, from1 + i);
      FloatVector g2 = fromArray(FLOATS, cotangent, from2 + i);
      FloatVector g3 = fromArray(FLOATS, cotangent, from3 + i);
      FloatVector g4 = fromArray(FLOATS, cotangent, from4 + i);
      FloatVector read = fromArray(FLOATS, in, at0 + i);
      g4.fma(a, g3.fma(b, g2.fma(c, g1.fma(d, g0.fma(e, fromArray(FLOATS, out, before0 + i))))))
          .intoArray(out, to0 + i);
      ofA = g4.fma(read, ofA);
      ofB = g3.fma(read, ofB);
      ofC = g2.fma(read, ofC);
      ofD = g1.fma(read, ofD);
      ofE = g0.fma(read, ofE);

      FloatVector g5 = fromArray(FLOATS, cotangent, from5 + i);
      read = fromArray(FLOATS, in, at1 + i);
      g5.fma(a, g4.fma(b, g3.fma(c, g2.fma(d, g1.fma(e, fromArray(FLOATS, out, before1 + i))))))
          .intoArray(out, to1 + i);
      ofA = g5.fma(read, ofA);
      ofB = g4.fma(read, ofB);
      ofC = g3.fma(read, ofC);
      ofD = g2.fma(read, ofD);
      ofE = g1.fma(read, ofE);

      FloatVector g6 = fromArray(FLOATS, cotangent, from6 + i);
      read = fromArray(FLOATS, in, at2 + i);
      g6.fma(a, g5.fma(b, g4.fma(c, g3.fma(d, g2.fma(e, fromArray(FLOATS, out, before2 + i))))))
          .intoArray(out, to2 + i);
      ofA = g6.fma(read, ofA);
      ofB = g5.fma(read, ofB);
      ofC = g4.fma(read, ofC);
      ofD = g3.fma(read, ofD);
      ofE = g2.fma(read, ofE);

      FloatVector g7 = fromArray(FLOATS, cotangent, from7 + i);
      read = fromArray(FLOATS, in, at3 + i);
      g7.fma(a, g6.fma(b, g5.fma(c, g4.fma(d, g3.fma(e, fromArray(FLOATS, out, before3 + i))))))
          .intoArray(out, to3 + i);
      ofA = g7.fma(read, ofA);
      ofB = g6.fma(read, ofB);
      ofC = g5.fma(read, ofC);
      ofD = g4.fma(read, ofD);
      ofE = g3.fma(read, ofE);
    }
    ofA.intoArray(sums, sum);
    ofB.intoArray(sums, sum + Lanes.COUNT);
    ofC.intoArray(sums, sum + 2 * Lanes.COUNT);
    ofD.intoArray(sums, sum + 3 * Lanes.COUNT);
    ofE.intoArray(sums, sum + 4 * Lanes.COUNT);
  }
}
