package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.KernelDemosaicing;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The fast twin of {@link KernelDemosaicing}, forwards and backwards.
 *
 * <p>Every sample of a 3×3 neighbourhood has one colour, so a pixel needs nine products for all
 * three colours together. The weight of a product alternates with the columns' parity: weights are
 * vectors whose even lanes belong to even columns.
 *
 * <p>Backwards, a sample collects the gradients of its own colour from the nine pixels around it.
 * They are interleaved beforehand, see {@link #INTERLEAVED}, so that this needs nine products too,
 * and nine more for the gradients with respect to the weights.
 */
public final class KernelDemosaicingKernel {
  private static final int SIDE = 3;
  private static final int WEIGHTS = Convolution3Kernel.WEIGHTS;

  /** The weights for even and odd rows of the output. */
  private final float[][] reading = new float[2][WEIGHTS * Lanes.COUNT];

  /** The weights with which even and odd rows of the mosaic were read. */
  private final float[][] read = new float[2][WEIGHTS * Lanes.COUNT];

  private Cfa cfa = Cfa.RGGB;

  /**
   * Sets the weights for a layout.
   *
   * @param weights of the kernels of red, green and blue, each in reading order
   */
  public void begin(float[] weights, Cfa layout) {
    cfa = layout;
    for (int row = 0; row < 2; row++) {
      for (int weight = 0; weight < WEIGHTS; weight++) {
        int down = weight / SIDE - 1;
        int right = weight % SIDE - 1;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          int at = weight * Lanes.COUNT + lane;
          reading[row][at] = weights[at(cfa.colourAt(row + down, lane + right), weight)];
          read[row][at] = weights[at(cfa.colourAt(row, lane), weight)];
        }
      }
    }
  }

  private static int at(Colour colour, int weight) {
    return colour.plane() * WEIGHTS + weight;
  }

  /** Returns whether a row holds red rather than blue. */
  private boolean red(int row) {
    return ((cfa.redRow() + row) & 1) == 0;
  }

  /** Returns whether the even columns of a row are green. */
  private boolean greenFirst(int row) {
    return ((cfa.redRow() + cfa.redColumn() + row) & 1) != 0;
  }

  /**
   * Computes the colours of two rows, which read four rows of the mosaic together.
   *
   * @param row the first, an even one
   */
  public void rows(RowRing mosaic, int row, RowRing colours, int columns) {
    int first = Colour.RED.plane();
    int second = Colour.BLUE.plane();
    boolean red = red(row);
    rows(
        mosaic.samples,
        mosaic.at(0, row - 1),
        mosaic.at(0, row),
        mosaic.at(0, row + 1),
        mosaic.at(0, row + 2),
        reading[0],
        reading[1],
        greenFirst(row),
        colours.samples,
        colours.place(Colour.GREEN.plane(), row),
        colours.place(red ? first : second, row),
        colours.place(red ? second : first, row),
        colours.place(Colour.GREEN.plane(), row + 1),
        colours.place(red ? first : second, row + 1),
        colours.place(red ? second : first, row + 1),
        columns);
  }

  /**
   * Computes the colours of two rows.
   *
   * @param own receives the colour of the first row besides green
   * @param other receives the colour that the row does not have
   */
  private static void rows(
      float[] in,
      int up,
      int here,
      int next,
      int down,
      float[] weights,
      float[] nextWeights,
      boolean greenFirst,
      float[] out,
      int green,
      int own,
      int other,
      int nextGreen,
      int nextOwn,
      int nextOther,
      int columns) {
    VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
    FloatVector a = fromArray(FLOATS, weights, 0);
    FloatVector b = fromArray(FLOATS, weights, Lanes.COUNT);
    FloatVector c = fromArray(FLOATS, weights, 2 * Lanes.COUNT);
    FloatVector d = fromArray(FLOATS, weights, 3 * Lanes.COUNT);
    FloatVector e = fromArray(FLOATS, weights, 4 * Lanes.COUNT);
    FloatVector f = fromArray(FLOATS, weights, 5 * Lanes.COUNT);
    FloatVector g = fromArray(FLOATS, weights, 6 * Lanes.COUNT);
    FloatVector h = fromArray(FLOATS, weights, 7 * Lanes.COUNT);
    FloatVector k = fromArray(FLOATS, weights, 8 * Lanes.COUNT);
    FloatVector nextA = fromArray(FLOATS, nextWeights, 0);
    FloatVector nextB = fromArray(FLOATS, nextWeights, Lanes.COUNT);
    FloatVector nextC = fromArray(FLOATS, nextWeights, 2 * Lanes.COUNT);
    FloatVector nextD = fromArray(FLOATS, nextWeights, 3 * Lanes.COUNT);
    FloatVector nextE = fromArray(FLOATS, nextWeights, 4 * Lanes.COUNT);
    FloatVector nextF = fromArray(FLOATS, nextWeights, 5 * Lanes.COUNT);
    FloatVector nextG = fromArray(FLOATS, nextWeights, 6 * Lanes.COUNT);
    FloatVector nextH = fromArray(FLOATS, nextWeights, 7 * Lanes.COUNT);
    FloatVector nextK = fromArray(FLOATS, nextWeights, 8 * Lanes.COUNT);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector left = fromArray(FLOATS, in, up + i - 1);
      FloatVector middle = fromArray(FLOATS, in, up + i);
      FloatVector right = fromArray(FLOATS, in, up + i + 1);
      FloatVector corners = right.fma(c, left.mul(a));
      FloatVector above = middle.mul(b);

      left = fromArray(FLOATS, in, here + i - 1);
      middle = fromArray(FLOATS, in, here + i);
      right = fromArray(FLOATS, in, here + i + 1);
      FloatVector beside = right.fma(f, left.mul(d));
      FloatVector seen = middle.mul(e);
      FloatVector nextCorners = right.fma(nextC, left.mul(nextA));
      FloatVector nextAbove = middle.mul(nextB);

      left = fromArray(FLOATS, in, next + i - 1);
      middle = fromArray(FLOATS, in, next + i);
      right = fromArray(FLOATS, in, next + i + 1);
      corners = right.fma(k, left.fma(g, corners));
      above = middle.fma(h, above);
      FloatVector nextBeside = right.fma(nextF, left.mul(nextD));
      FloatVector nextSeen = middle.mul(nextE);
      beside.add(above).blend(seen.add(corners), atGreen).intoArray(out, green + i);
      seen.blend(beside, atGreen).intoArray(out, own + i);
      corners.blend(above, atGreen).intoArray(out, other + i);

      left = fromArray(FLOATS, in, down + i - 1);
      middle = fromArray(FLOATS, in, down + i);
      right = fromArray(FLOATS, in, down + i + 1);
      nextCorners = right.fma(nextK, left.fma(nextG, nextCorners));
      nextAbove = middle.fma(nextH, nextAbove);
      // The next row has green where this one does not, and the other colour next to it.
      nextSeen
          .add(nextCorners)
          .blend(nextBeside.add(nextAbove), atGreen)
          .intoArray(out, nextGreen + i);
      nextBeside.blend(nextSeen, atGreen).intoArray(out, nextOther + i);
      nextAbove.blend(nextCorners, atGreen).intoArray(out, nextOwn + i);
    }
  }

  /**
   * The number of planes of the interleaved gradients: two for each parity of the mosaic's rows.
   *
   * <pre>
   * plane                              at red columns   at others
   * 0  red rows, own column            red              green
   * 1  red rows, columns beside        green            red
   * 2  blue rows, own column           green            blue
   * 3  blue rows, columns beside       blue             green
   * </pre>
   */
  public static final int INTERLEAVED = 4;

  /**
   * Returns the plane in which the samples of some row of the mosaic have the gradients of their
   * own colours: at pixels in their own column, or in the columns beside.
   */
  public int plane(int row, boolean beside) {
    return (red(row) ? 0 : 2) + (beside ? 1 : 0);
  }

  /**
   * Returns the plane that holds the gradient with respect to a colour at a pixel.
   *
   * @param column the pixel's column
   */
  public int plane(Colour colour, int column) {
    boolean redColumn = ((column ^ cfa.redColumn()) & 1) == 0;
    return switch (colour) {
      case RED -> redColumn ? 0 : 1;
      case GREEN -> redColumn ? 1 : 0;
      case BLUE -> redColumn ? 3 : 2;
    };
  }

  /** Returns whether the even columns of red rows are red. */
  public boolean redFirst() {
    return cfa.redColumn() == 0;
  }

  /**
   * Propagates gradients back to one row of the mosaic.
   *
   * @param cotangents the interleaved gradients with respect to the colours, 0 beyond the edge
   * @param row the row's number; beyond the edge, the row is extended by reflection
   * @param in the samples
   * @param at the row of them
   * @param out the gradients with respect to the samples, beyond the row's ends too
   * @param sums the gradients with respect to the weights at even and at odd rows, and by lane, to
   *     which those of this row are added
   * @param first the first column, 0 or less
   * @param end the column after the last
   */
  public void back(
      RowRing cotangents,
      int row,
      float[] in,
      int at,
      float[] out,
      int to,
      LaneSums[] sums,
      int first,
      int end) {
    int own = plane(row, false);
    int beside = plane(row, true);
    back(
        cotangents.samples,
        cotangents.at(own, row - 1),
        cotangents.at(beside, row - 1),
        cotangents.at(own, row),
        cotangents.at(beside, row),
        cotangents.at(own, row + 1),
        cotangents.at(beside, row + 1),
        read[row & 1],
        in,
        at,
        out,
        to,
        sums[row & 1].lanes,
        first,
        end);
  }

  private static void back(
      float[] cotangent,
      int up,
      int besideUp,
      int here,
      int besideHere,
      int down,
      int besideDown,
      float[] weights,
      float[] in,
      int at,
      float[] out,
      int to,
      float[] sums,
      int first,
      int end) {
    FloatVector a = fromArray(FLOATS, weights, 0);
    FloatVector b = fromArray(FLOATS, weights, Lanes.COUNT);
    FloatVector c = fromArray(FLOATS, weights, 2 * Lanes.COUNT);
    FloatVector d = fromArray(FLOATS, weights, 3 * Lanes.COUNT);
    FloatVector e = fromArray(FLOATS, weights, 4 * Lanes.COUNT);
    FloatVector f = fromArray(FLOATS, weights, 5 * Lanes.COUNT);
    FloatVector g = fromArray(FLOATS, weights, 6 * Lanes.COUNT);
    FloatVector h = fromArray(FLOATS, weights, 7 * Lanes.COUNT);
    FloatVector k = fromArray(FLOATS, weights, 8 * Lanes.COUNT);
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
      FloatVector sample = fromArray(FLOATS, in, at + i);
      // The pixel above read the sample with a weight of its last row, and so on.
      FloatVector pixel = fromArray(FLOATS, cotangent, besideUp + i + 1);
      FloatVector sum = pixel.mul(g);
      ofG = pixel.fma(sample, ofG);
      pixel = fromArray(FLOATS, cotangent, up + i);
      sum = pixel.fma(h, sum);
      ofH = pixel.fma(sample, ofH);
      pixel = fromArray(FLOATS, cotangent, besideUp + i - 1);
      sum = pixel.fma(k, sum);
      ofK = pixel.fma(sample, ofK);
      pixel = fromArray(FLOATS, cotangent, besideHere + i + 1);
      sum = pixel.fma(d, sum);
      ofD = pixel.fma(sample, ofD);
      pixel = fromArray(FLOATS, cotangent, here + i);
      sum = pixel.fma(e, sum);
      ofE = pixel.fma(sample, ofE);
      pixel = fromArray(FLOATS, cotangent, besideHere + i - 1);
      sum = pixel.fma(f, sum);
      ofF = pixel.fma(sample, ofF);
      pixel = fromArray(FLOATS, cotangent, besideDown + i + 1);
      sum = pixel.fma(a, sum);
      ofA = pixel.fma(sample, ofA);
      pixel = fromArray(FLOATS, cotangent, down + i);
      sum = pixel.fma(b, sum);
      ofB = pixel.fma(sample, ofB);
      pixel = fromArray(FLOATS, cotangent, besideDown + i - 1);
      pixel.fma(c, sum).intoArray(out, to + i);
      ofC = pixel.fma(sample, ofC);
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

  /**
   * Adds the gradients with respect to the weights to those of the three kernels, colour after
   * colour.
   */
  public void add(LaneSums[] sums, double[] totals, int first) {
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++) {
        int kernel = first + cfa.colourAt(row, column).plane() * WEIGHTS;
        for (int weight = 0; weight < WEIGHTS; weight++) {
          totals[kernel + weight] += sums[row].total(weight, column);
        }
      }
    }
  }
}
