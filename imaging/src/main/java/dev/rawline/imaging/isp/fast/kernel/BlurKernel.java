package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.numeric.Lanes;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;

/**
 * The fast twin of {@link GaussianDenoising} and {@link UnsharpMasking}: along columns first, then
 * along rows.
 *
 * <p>The same two steps, rows before columns, propagate a gradient back: the weights are symmetric,
 * and with reflecting borders nothing else differs there.
 *
 * <p>out = keep · before + Σ_i weight(i) · (in(−i) + in(i)) + weight(0) · in(0). The pairs are
 * summed two or four at a time.
 */
public final class BlurKernel extends RowStep {
  private static final int FEW = 2;
  private static final int MANY = 4;

  /** Whether pairs of rows are summed, rather than pairs of columns. */
  private final boolean alongColumn;

  private final RowStep in;
  private final int plane;

  /** The picture of which a share is kept. */
  private final RowStep before;

  private final int planeBefore;

  /** The farthest pair with a weight; pairs beyond it read the same samples. */
  private final int radius;

  private final float[] weights;
  private final float keep;
  private final int[] minus;
  private final int[] plus;

  private BlurKernel(
      boolean alongColumn,
      RowStep in,
      int plane,
      RowStep before,
      int planeBefore,
      double[] gaussian,
      double mix,
      double keep,
      Reads... more) {
    super(
        1,
        Stream.concat(
                Stream.of(
                    new Reads(in, alongColumn ? gaussian.length / 2 : 0), new Reads(before, 0)),
                Stream.of(more))
            .toArray(Reads[]::new));
    this.alongColumn = alongColumn;
    this.in = in;
    this.plane = plane;
    this.before = before;
    this.planeBefore = planeBefore;
    this.radius = gaussian.length / 2;
    this.keep = (float) keep;
    this.weights = padded(gaussian, mix);
    this.minus = new int[weights.length];
    this.plus = new int[weights.length];
  }

  /**
   * Returns one step of a blur, which holds blur(in).
   *
   * @param gaussian 2 radius + 1 weights, symmetric
   */
  public static BlurKernel first(boolean alongColumn, RowStep in, int plane, double[] gaussian) {
    return new BlurKernel(alongColumn, in, plane, in, plane, gaussian, 1, 0);
  }

  /**
   * Returns the other step of a blur, which holds keep · before + mix · blur(half).
   *
   * @param half the output of the first step
   * @param before the input of the first step
   * @param more further steps that must be computed before this step
   */
  public static BlurKernel second(
      boolean alongColumn,
      BlurKernel half,
      RowStep before,
      int plane,
      double[] gaussian,
      double mix,
      double keep,
      Reads... more) {
    return new BlurKernel(alongColumn, half, 0, before, plane, gaussian, mix, keep, more);
  }

  /**
   * Returns the weights of the middle and of the pairs on one side, padded to the number that is
   * summed at once.
   */
  static float[] padded(double[] symmetric, double factor) {
    int radius = symmetric.length / 2;
    float[] weights = new float[1 + (radius <= FEW ? FEW : MANY * Math.ceilDiv(radius, MANY))];
    for (int i = 0; i <= radius; i++) {
      weights[i] = (float) (factor * symmetric[radius + i]);
    }
    return weights;
  }

  /** Returns the input of this step: for the second step, the first. */
  public RowStep half() {
    return in;
  }

  @Override
  public void compute(int row) {
    int here = in.at(plane, row);
    for (int i = 1; i < weights.length; i++) {
      int distance = Math.min(i, radius);
      minus[i] = alongColumn ? in.at(plane, row - distance) : here - distance;
      plus[i] = alongColumn ? in.at(plane, row + distance) : here + distance;
    }
    sum(in.samples, here, before.samples, before.at(planeBefore, row), at(0, row));
  }

  private void sum(float[] from, int here, float[] kept, int keptAt, int to) {
    if (weights.length - 1 == FEW) {
      two(from, here, minus, plus, weights, kept, keptAt, keep, samples, to, columns);
      return;
    }
    // One call in a loop, so that the compiler inlines one loop over vectors, not two.
    float[] sum = kept;
    int sumAt = keptAt;
    float share = keep;
    float middle = weights[0];
    for (int i = 1; i < weights.length; i += MANY) {
      four(from, here, minus, plus, i, middle, weights, sum, sumAt, share, samples, to, columns);
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
}
