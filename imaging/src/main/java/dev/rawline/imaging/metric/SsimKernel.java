package dev.rawline.imaging.metric;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link SsimRows}, which need the Vector API. Each processes whole vectors and may
 * write up to two vectors less a sample beyond the columns.
 */
final class SsimKernel {
  /** The window's reach to each side [px]; a narrower window has weights of 0. */
  static final int REACH = 5;

  /** The number of rows that {@link #alongColumns} computes at once. */
  static final int ROWS = 2;

  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, Lanes.FLOATS.vectorShape());

  private static final int COUNT = DOUBLES.length();

  private SsimKernel() {}

  private static DoubleVector load(double[] samples, int at) {
    return DoubleVector.fromArray(DOUBLES, samples, at);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(DOUBLES, value);
  }

  /** Writes p² + r² and p · r of one row of both pictures. */
  static void products(double[] row, int p, int r, int squares, int product, int columns) {
    for (int i = 0; i < columns; i += COUNT) {
      DoubleVector picture = load(row, p + i);
      DoubleVector reference = load(row, r + i);
      picture.mul(picture).add(reference.mul(reference)).intoArray(row, squares + i);
      picture.mul(reference).intoArray(row, product + i);
    }
  }

  /** Writes the weighted sums along a row, whose neighbours on both sides are 0. */
  static void alongRow(double[] in, int at, double[] weights, double[] out, int to, int columns) {
    DoubleVector w0 = all(weights[0]);
    DoubleVector w1 = all(weights[1]);
    DoubleVector w2 = all(weights[2]);
    DoubleVector w3 = all(weights[3]);
    DoubleVector w4 = all(weights[4]);
    DoubleVector w5 = all(weights[5]);
    // Two vectors at a time read most of their neighbours together.
    for (int i = 0; i < columns; i += 2 * COUNT) {
      int x = at + i;
      int y = x + COUNT;
      DoubleVector a = load(in, x).mul(w0);
      DoubleVector b = load(in, y).mul(w0);
      a = load(in, x - 1).add(load(in, x + 1)).fma(w1, a);
      b = load(in, y - 1).add(load(in, y + 1)).fma(w1, b);
      a = load(in, x - 2).add(load(in, x + 2)).fma(w2, a);
      b = load(in, y - 2).add(load(in, y + 2)).fma(w2, b);
      a = load(in, x - 3).add(load(in, x + 3)).fma(w3, a);
      b = load(in, y - 3).add(load(in, y + 3)).fma(w3, b);
      a = load(in, x - 4).add(load(in, x + 4)).fma(w4, a);
      b = load(in, y - 4).add(load(in, y + 4)).fma(w4, b);
      a = load(in, x - 5).add(load(in, x + 5)).fma(w5, a);
      b = load(in, y - 5).add(load(in, y + 5)).fma(w5, b);
      a.intoArray(out, to + i);
      b.intoArray(out, to + COUNT + i);
    }
  }

  /**
   * Writes the weighted sums along the columns for two rows.
   *
   * @param rows the indices of 12 rows from the given one on: from five above the first row of sums
   *     to five below the second
   * @param stride the distance of the two rows of sums
   */
  static void alongColumns(
      double[] in,
      int[] rows,
      int first,
      double[] weights,
      double[] out,
      int to,
      int stride,
      int columns) {
    int y0 = rows[first];
    int y1 = rows[first + 1];
    int y2 = rows[first + 2];
    int y3 = rows[first + 3];
    int y4 = rows[first + 4];
    int y5 = rows[first + 5];
    int y6 = rows[first + 6];
    int y7 = rows[first + 7];
    int y8 = rows[first + 8];
    int y9 = rows[first + 9];
    int y10 = rows[first + 10];
    int y11 = rows[first + 11];
    DoubleVector w0 = all(weights[0]);
    DoubleVector w1 = all(weights[1]);
    DoubleVector w2 = all(weights[2]);
    DoubleVector w3 = all(weights[3]);
    DoubleVector w4 = all(weights[4]);
    DoubleVector w5 = all(weights[5]);
    for (int i = 0; i < columns; i += COUNT) {
      DoubleVector x5 = load(in, y5 + i);
      DoubleVector x6 = load(in, y6 + i);
      DoubleVector a = x5.mul(w0);
      DoubleVector b = x6.mul(w0);
      DoubleVector x4 = load(in, y4 + i);
      DoubleVector x7 = load(in, y7 + i);
      a = x4.add(x6).fma(w1, a);
      b = x5.add(x7).fma(w1, b);
      DoubleVector x3 = load(in, y3 + i);
      DoubleVector x8 = load(in, y8 + i);
      a = x3.add(x7).fma(w2, a);
      b = x4.add(x8).fma(w2, b);
      DoubleVector x2 = load(in, y2 + i);
      DoubleVector x9 = load(in, y9 + i);
      a = x2.add(x8).fma(w3, a);
      b = x3.add(x9).fma(w3, b);
      DoubleVector x1 = load(in, y1 + i);
      DoubleVector x10 = load(in, y10 + i);
      a = x1.add(x9).fma(w4, a);
      b = x2.add(x10).fma(w4, b);
      a = load(in, y0 + i).add(x10).fma(w5, a);
      b = x1.add(load(in, y11 + i)).fma(w5, b);
      a.intoArray(out, to + i);
      b.intoArray(out, to + stride + i);
    }
  }

  /**
   * Adds S to the sums of the columns and replaces the means of p, p² + r² and p · r by the
   * derivatives of S by them.
   */
  static void similarity(
      double[] means,
      int p,
      int r,
      int squares,
      int product,
      double c1,
      double c2,
      double[] sums,
      double[] derivatives,
      int perMean,
      int perSquares,
      int perProduct,
      int columns) {
    for (int i = 0; i < columns; i += COUNT) {
      DoubleVector picture = load(means, p + i);
      DoubleVector reference = load(means, r + i);
      DoubleVector square = picture.mul(picture).add(reference.mul(reference));
      DoubleVector twice = picture.mul(reference).mul(2);
      DoubleVector likeness = twice.add(c1);
      DoubleVector covariance = load(means, product + i).mul(2).sub(twice).add(c2);
      DoubleVector brightness = square.add(c1);
      DoubleVector variance = load(means, squares + i).sub(square).add(c2);
      DoubleVector scale = all(1).div(brightness.mul(variance));
      DoubleVector similarity = likeness.mul(covariance).mul(scale);
      load(sums, i).add(similarity).intoArray(sums, i);
      // 1 / variance is brightness · scale, and the reverse.
      DoubleVector perVariance = brightness.mul(scale);
      DoubleVector byMean =
          reference
              .mul(covariance.sub(likeness).mul(scale))
              .add(picture.mul(similarity.mul(perVariance.sub(variance.mul(scale)))));
      byMean.add(byMean).intoArray(derivatives, perMean + i);
      similarity.mul(perVariance).neg().intoArray(derivatives, perSquares + i);
      likeness.mul(scale).mul(2).intoArray(derivatives, perProduct + i);
    }
  }

  /** Writes share · (mean + 2 p · squares + r · product) over p. */
  static void gradient(
      double[] row,
      int p,
      int r,
      double[] blurred,
      int mean,
      int squares,
      int product,
      double share,
      int columns) {
    for (int i = 0; i < columns; i += COUNT) {
      DoubleVector picture = load(row, p + i);
      DoubleVector sum = load(row, r + i).fma(load(blurred, product + i), load(blurred, mean + i));
      picture.add(picture).fma(load(blurred, squares + i), sum).mul(share).intoArray(row, p + i);
    }
  }
}
