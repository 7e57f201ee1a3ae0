package dev.rawline.imaging.isp;

import static dev.rawline.imaging.isp.Lanes.all;
import static dev.rawline.imaging.isp.Lanes.load;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The fast twin of {@link GaussianDenoising} and {@link UnsharpMasking}: along columns first, then
 * along rows.
 *
 * <p>out = keep · before + Σ_i weight(i) · (in(−i) + in(i)) + weight(0) · in(0). The pairs are
 * summed two or four at a time.
 */
abstract class BlurKernel extends LumaKernel {
  private static final int FEW = 2;
  private static final int MANY = 4;

  /** The farthest pair that has a weight; pairs beyond it read the same samples. */
  final int radius;

  private final float[] weights;
  private final float keep;
  private final int[] minus;
  private final int[] plus;

  private BlurKernel(
      RowStep in, int plane, int rows, double[] gaussian, double mix, double keep, Reads... more) {
    super(1, in, plane, rows, more);
    this.radius = gaussian.length / 2;
    int pairs = radius <= FEW ? FEW : MANY * Math.ceilDiv(radius, MANY);
    this.keep = (float) keep;
    this.weights = new float[1 + pairs];
    this.minus = new int[1 + pairs];
    this.plus = new int[1 + pairs];
    for (int i = 0; i <= radius; i++) {
      weights[i] = (float) (mix * gaussian[radius + i]);
    }
  }

  /**
   * Adds the two steps of a blur, the last of which holds keep · in + mix · blur(in).
   *
   * @param gaussian 2 radius + 1 weights, symmetric
   */
  static BlurKernel append(
      RowStep in, int plane, double[] gaussian, double mix, double keep, List<RowStep> steps) {
    BlurKernel alongColumn = new AlongColumn(in, plane, gaussian);
    BlurKernel alongRow = new AlongRow(alongColumn, in, plane, gaussian, mix, keep);
    steps.addAll(List.of(alongColumn, alongRow));
    return alongRow;
  }

  /** Says where the i-th pair of neighbours is read. */
  final void pair(int i, int before, int after) {
    minus[i] = before;
    plus[i] = after;
  }

  /** Returns how many pairs are summed; the last ones may weigh 0. */
  final int pairs() {
    return weights.length - 1;
  }

  /** Sums a row. */
  final void sum(float[] in, int here, float[] before, int beforeAt, int row) {
    int to = at(0, row);
    if (pairs() == FEW) {
      two(in, here, minus, plus, weights, before, beforeAt, keep, samples, to, columns);
      return;
    }
    // One call in a loop, so that the compiler inlines one loop over vectors, not two.
    float[] sum = before;
    int sumAt = beforeAt;
    float share = keep;
    float middle = weights[0];
    for (int i = 1; i < weights.length; i += MANY) {
      four(in, here, minus, plus, i, middle, weights, sum, sumAt, share, samples, to, columns);
      sum = samples;
      sumAt = to;
      share = 1;
      middle = 0;
    }
  }

  private static void two(
      float[] in,
      int here,
      int[] minus,
      int[] plus,
      float[] weights,
      float[] before,
      int beforeAt,
      float keep,
      float[] out,
      int to,
      int columns) {
    float middle = weights[0];
    float first = weights[1];
    float second = weights[2];
    int left = minus[1];
    int right = plus[1];
    int left2 = minus[2];
    int right2 = plus[2];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector sum = load(before, beforeAt + i).mul(keep);
      sum = load(in, here + i).fma(all(middle), sum);
      sum = load(in, left + i).add(load(in, right + i)).fma(all(first), sum);
      load(in, left2 + i).add(load(in, right2 + i)).fma(all(second), sum).intoArray(out, to + i);
    }
  }

  private static void four(
      float[] in,
      int here,
      int[] minus,
      int[] plus,
      int at,
      float middle,
      float[] weights,
      float[] before,
      int beforeAt,
      float keep,
      float[] out,
      int to,
      int columns) {
    float first = weights[at];
    float second = weights[at + 1];
    float third = weights[at + 2];
    float fourth = weights[at + 3];
    int left = minus[at];
    int right = plus[at];
    int left2 = minus[at + 1];
    int right2 = plus[at + 1];
    int left3 = minus[at + 2];
    int right3 = plus[at + 2];
    int left4 = minus[at + 3];
    int right4 = plus[at + 3];
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector sum = load(before, beforeAt + i).mul(keep);
      sum = load(in, here + i).fma(all(middle), sum);
      sum = load(in, left + i).add(load(in, right + i)).fma(all(first), sum);
      sum = load(in, left2 + i).add(load(in, right2 + i)).fma(all(second), sum);
      sum = load(in, left3 + i).add(load(in, right3 + i)).fma(all(third), sum);
      load(in, left4 + i).add(load(in, right4 + i)).fma(all(fourth), sum).intoArray(out, to + i);
    }
  }

  private static final class AlongColumn extends BlurKernel {
    AlongColumn(RowStep in, int plane, double[] gaussian) {
      super(in, plane, gaussian.length / 2, gaussian, 1, 0);
    }

    @Override
    void compute(int row) {
      for (int i = 1; i <= pairs(); i++) {
        int distance = Math.min(i, radius);
        pair(i, lumaAt(row - distance), lumaAt(row + distance));
      }
      sum(luma(), lumaAt(row), luma(), lumaAt(row), row);
    }
  }

  private static final class AlongRow extends BlurKernel {
    private final RowStep blurred;

    AlongRow(RowStep blurred, RowStep in, int plane, double[] gaussian, double mix, double keep) {
      super(in, plane, 0, gaussian, mix, keep, new Reads(blurred, 0));
      this.blurred = blurred;
    }

    @Override
    void compute(int row) {
      int here = blurred.at(0, row);
      for (int i = 1; i <= pairs(); i++) {
        int distance = Math.min(i, radius);
        pair(i, here - distance, here + distance);
      }
      sum(blurred.samples, here, luma(), lumaAt(row), row);
    }
  }
}
