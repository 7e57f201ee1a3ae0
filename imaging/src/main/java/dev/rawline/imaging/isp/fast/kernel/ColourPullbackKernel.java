package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.rawline.imaging.isp.Luma;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The backward pass through {@link ColourKernel}. */
public final class ColourPullbackKernel {
  private static final int COLOURS = 3;
  private static final float RED = (float) Luma.RED;
  private static final float GREEN = (float) Luma.GREEN;
  private static final float BLUE = (float) Luma.BLUE;

  private ColourPullbackKernel() {}

  /**
   * Propagates gradients back through one row of luma and colour matrix.
   *
   * @param cotangent the gradients with respect to the colours and, in the fourth plane, to the
   *     luma that replaced theirs
   * @param row the index of the row in its four planes
   * @param luma the gradients with respect to the luma computed from the colours
   * @param in the input of the matrix
   * @param at the index of the row in its three planes
   * @param matrix row by row
   * @param out the gradients by the input of the matrix, interleaved as in {@link
   *     KernelDemosaicingKernel#INTERLEAVED}
   * @param to the index of the row in its four planes
   * @param redColumns the lanes of the columns that hold red, as in {@link Lanes#everyOther}; with
   *     {@link Lanes#ALL} the planes are red, green, green, blue
   * @param sums the gradients with respect to the matrix, row by row, to which those of this row
   *     are added
   */
  public static void row(
      float[] cotangent,
      int[] row,
      float[] luma,
      int lumaAt,
      float[] in,
      int[] at,
      float[] matrix,
      float[] out,
      int[] to,
      long redColumns,
      float[] sums,
      int columns) {
    VectorMask<Float> redLanes = VectorMask.fromLong(FLOATS, redColumns);
    float rr = matrix[0];
    float rg = matrix[1];
    float rb = matrix[2];
    float gr = matrix[3];
    float gg = matrix[4];
    float gb = matrix[5];
    float br = matrix[6];
    float bg = matrix[7];
    float bb = matrix[8];
    int row0 = row[0];
    int row1 = row[1];
    int row2 = row[2];
    int row3 = row[COLOURS];
    int at0 = at[0];
    int at1 = at[1];
    int at2 = at[2];
    int to0 = to[0];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[COLOURS];
    FloatVector ofRr = fromArray(FLOATS, sums, 0);
    FloatVector ofRg = fromArray(FLOATS, sums, Lanes.COUNT);
    FloatVector ofRb = fromArray(FLOATS, sums, 2 * Lanes.COUNT);
    FloatVector ofGr = fromArray(FLOATS, sums, 3 * Lanes.COUNT);
    FloatVector ofGg = fromArray(FLOATS, sums, 4 * Lanes.COUNT);
    FloatVector ofGb = fromArray(FLOATS, sums, 5 * Lanes.COUNT);
    FloatVector ofBr = fromArray(FLOATS, sums, 6 * Lanes.COUNT);
    FloatVector ofBg = fromArray(FLOATS, sums, 7 * Lanes.COUNT);
    FloatVector ofBb = fromArray(FLOATS, sums, 8 * Lanes.COUNT);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector change =
          fromArray(FLOATS, luma, lumaAt + i).sub(fromArray(FLOATS, cotangent, row3 + i));
      FloatVector red = change.fma(broadcast(FLOATS, RED), fromArray(FLOATS, cotangent, row0 + i));
      FloatVector green =
          change.fma(broadcast(FLOATS, GREEN), fromArray(FLOATS, cotangent, row1 + i));
      FloatVector blue =
          change.fma(broadcast(FLOATS, BLUE), fromArray(FLOATS, cotangent, row2 + i));

      FloatVector read = fromArray(FLOATS, in, at0 + i);
      ofRr = red.fma(read, ofRr);
      ofGr = green.fma(read, ofGr);
      ofBr = blue.fma(read, ofBr);
      read = fromArray(FLOATS, in, at1 + i);
      ofRg = red.fma(read, ofRg);
      ofGg = green.fma(read, ofGg);
      ofBg = blue.fma(read, ofBg);
      read = fromArray(FLOATS, in, at2 + i);
      ofRb = red.fma(read, ofRb);
      ofGb = green.fma(read, ofGb);
      ofBb = blue.fma(read, ofBb);

      FloatVector toRed =
          blue.fma(broadcast(FLOATS, br), green.fma(broadcast(FLOATS, gr), red.mul(rr)));
      FloatVector toGreen =
          blue.fma(broadcast(FLOATS, bg), green.fma(broadcast(FLOATS, gg), red.mul(rg)));
      FloatVector toBlue =
          blue.fma(broadcast(FLOATS, bb), green.fma(broadcast(FLOATS, gb), red.mul(rb)));
      toGreen.blend(toRed, redLanes).intoArray(out, to0 + i);
      toRed.blend(toGreen, redLanes).intoArray(out, to1 + i);
      toBlue.blend(toGreen, redLanes).intoArray(out, to2 + i);
      toGreen.blend(toBlue, redLanes).intoArray(out, to3 + i);
    }
    ofRr.intoArray(sums, 0);
    ofRg.intoArray(sums, Lanes.COUNT);
    ofRb.intoArray(sums, 2 * Lanes.COUNT);
    ofGr.intoArray(sums, 3 * Lanes.COUNT);
    ofGg.intoArray(sums, 4 * Lanes.COUNT);
    ofGb.intoArray(sums, 5 * Lanes.COUNT);
    ofBr.intoArray(sums, 6 * Lanes.COUNT);
    ofBg.intoArray(sums, 7 * Lanes.COUNT);
    ofBb.intoArray(sums, 8 * Lanes.COUNT);
  }
}
