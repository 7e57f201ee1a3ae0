package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/**
 * The sums over pixels for the gradients with respect to the parameters of a blur.
 *
 * <p>With R and C the blur along rows and along columns, R′ and C′ their slopes by σ, and g the
 * gradient with respect to the blur's output, the gradient with respect to σ is Σ R(g) · C′(in) + g
 * · R′(C(in)). A slope's weights sum to 0, so every sample is replaced by its difference from the
 * middle one, which is accurate in smooth areas; the same holds for in − C(in) and C(in) −
 * R(C(in)), whose sum is the difference between input and blur.
 */
public final class BlurSums extends RowStep {
  /** The gradient with respect to σ. */
  public static final int WIDTH = 0;

  /** Σ g · (in − blur(in)). */
  public static final int DIFFERENCE = 1;

  private static final int FEW = 2;
  private static final int MANY = 4;

  private final RowStep in;
  private final int plane;
  private final RowStep alongColumn;
  private final RowStep coming;
  private final int comingPlane;
  private final RowStep comingAlongRow;
  private final RowSums sums;
  private final boolean difference;

  private final int radius;
  private final float[] slope;

  /** The weights of the difference between a blur and its input, negated. */
  private final float[] taken;

  private final int[] minus;
  private final int[] plus;

  /**
   * Prepares the sums.
   *
   * @param blur the blur
   * @param in its input
   * @param alongColumn the input blurred along columns
   * @param coming the gradient with respect to the blur's output
   * @param comingAlongRow this blurred along rows
   * @param difference whether to sum differences too
   */
  public BlurSums(
      GaussianDenoising blur,
      RowStep in,
      int plane,
      RowStep alongColumn,
      RowStep coming,
      int comingPlane,
      RowStep comingAlongRow,
      RowSums sums,
      boolean difference) {
    super(
        0,
        new Reads(in, blur.weights().length / 2),
        new Reads(alongColumn, 0),
        new Reads(coming, 0),
        new Reads(comingAlongRow, 0));
    this.in = in;
    this.plane = plane;
    this.alongColumn = alongColumn;
    this.coming = coming;
    this.comingPlane = comingPlane;
    this.comingAlongRow = comingAlongRow;
    this.sums = sums;
    this.difference = difference;
    double[] slopes = blur.weightSlopes();
    radius = slopes.length / 2;
    slope = weights(slopes, 1);
    taken = weights(blur.weights(), -1);
    minus = new int[slope.length];
    plus = new int[slope.length];
  }

  /** Returns the weights of the pairs on one side, padded to the number that is summed at once. */
  private float[] weights(double[] symmetric, double factor) {
    int radius = symmetric.length / 2;
    float[] weights =
        new float[!difference && radius <= FEW ? FEW : MANY * Math.ceilDiv(radius, MANY)];
    for (int i = 0; i < radius; i++) {
      weights[i] = (float) (factor * symmetric[radius + 1 + i]);
    }
    return weights;
  }

  @Override
  public void compute(int row) {
    float[] lanes = sums.lanes(row);
    int g = coming.at(comingPlane, row);
    int half = alongColumn.at(0, row);
    for (int i = 0; i < minus.length; i++) {
      int distance = Math.min(i + 1, radius);
      minus[i] = half - distance;
      plus[i] = half + distance;
    }
    sum(coming.samples, g, coming.samples, g, alongColumn.samples, half, lanes);
    int here = in.at(plane, row);
    for (int i = 0; i < minus.length; i++) {
      int distance = Math.min(i + 1, radius);
      minus[i] = in.at(plane, row - distance);
      plus[i] = in.at(plane, row + distance);
    }
    int ofRow = comingAlongRow.at(0, row);
    sum(comingAlongRow.samples, ofRow, coming.samples, g, in.samples, here, lanes);
  }

  /**
   * Sums over a row.
   *
   * @param steep the factor of the slope's sum
   * @param flat the factor of the sum of differences between input and blur
   */
  private void sum(
      float[] steep, int steepAt, float[] flat, int flatAt, float[] from, int here, float[] lanes) {
    if (slope.length == FEW) {
      two(steep, steepAt, from, here, minus, plus, slope, lanes, columns);
      return;
    }
    for (int i = 0; i + MANY <= slope.length; i += MANY) {
      if (difference) {
        both(
            steep, steepAt, flat, flatAt, from, here, minus, plus, slope, taken, i, lanes, columns);
      } else {
        four(steep, steepAt, from, here, minus, plus, slope, i, lanes, columns);
      }
    }
  }

  private static void two(
      float[] g,
      int at,
      float[] from,
      int middle,
      int[] minus,
      int[] plus,
      float[] weights,
      float[] lanes,
      int columns) {
    float first = weights[0];
    float second = weights[1];
    int left = minus[0];
    int right = plus[0];
    int left2 = minus[1];
    int right2 = plus[1];
    FloatVector sum = load(lanes, 0);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector here = load(from, middle + i);
      FloatVector change = pair(from, left + i, right + i, here).mul(first);
      change = pair(from, left2 + i, right2 + i, here).fma(all(second), change);
      sum = load(g, at + i).fma(change, sum);
    }
    sum.intoArray(lanes, 0);
  }

  private static void four(
      float[] g,
      int at,
      float[] from,
      int middle,
      int[] minus,
      int[] plus,
      float[] weights,
      int pair,
      float[] lanes,
      int columns) {
    float first = weights[pair];
    float second = weights[pair + 1];
    float third = weights[pair + 2];
    float fourth = weights[pair + 3];
    int left = minus[pair];
    int right = plus[pair];
    int left2 = minus[pair + 1];
    int right2 = plus[pair + 1];
    int left3 = minus[pair + 2];
    int right3 = plus[pair + 2];
    int left4 = minus[pair + 3];
    int right4 = plus[pair + 3];
    FloatVector sum = load(lanes, 0);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector here = load(from, middle + i);
      FloatVector change = pair(from, left + i, right + i, here).mul(first);
      change = pair(from, left2 + i, right2 + i, here).fma(all(second), change);
      change = pair(from, left3 + i, right3 + i, here).fma(all(third), change);
      change = pair(from, left4 + i, right4 + i, here).fma(all(fourth), change);
      sum = load(g, at + i).fma(change, sum);
    }
    sum.intoArray(lanes, 0);
  }

  private static void both(
      float[] steep,
      int steepAt,
      float[] flat,
      int flatAt,
      float[] from,
      int middle,
      int[] minus,
      int[] plus,
      float[] slope,
      float[] taken,
      int pair,
      float[] lanes,
      int columns) {
    float slope1 = slope[pair];
    float slope2 = slope[pair + 1];
    float slope3 = slope[pair + 2];
    float slope4 = slope[pair + 3];
    float taken1 = taken[pair];
    float taken2 = taken[pair + 1];
    float taken3 = taken[pair + 2];
    float taken4 = taken[pair + 3];
    int left = minus[pair];
    int right = plus[pair];
    int left2 = minus[pair + 1];
    int right2 = plus[pair + 1];
    int left3 = minus[pair + 2];
    int right3 = plus[pair + 2];
    int left4 = minus[pair + 3];
    int right4 = plus[pair + 3];
    FloatVector ofWidth = load(lanes, WIDTH * Lanes.COUNT);
    FloatVector ofDifference = load(lanes, DIFFERENCE * Lanes.COUNT);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector here = load(from, middle + i);
      FloatVector differs = pair(from, left + i, right + i, here);
      FloatVector change = differs.mul(slope1);
      FloatVector away = differs.mul(taken1);
      differs = pair(from, left2 + i, right2 + i, here);
      change = differs.fma(all(slope2), change);
      away = differs.fma(all(taken2), away);
      differs = pair(from, left3 + i, right3 + i, here);
      change = differs.fma(all(slope3), change);
      away = differs.fma(all(taken3), away);
      differs = pair(from, left4 + i, right4 + i, here);
      change = differs.fma(all(slope4), change);
      away = differs.fma(all(taken4), away);
      ofWidth = load(steep, steepAt + i).fma(change, ofWidth);
      ofDifference = load(flat, flatAt + i).fma(away, ofDifference);
    }
    ofWidth.intoArray(lanes, WIDTH * Lanes.COUNT);
    ofDifference.intoArray(lanes, DIFFERENCE * Lanes.COUNT);
  }

  /** Returns the difference of two samples from the one between them. */
  private static FloatVector pair(float[] from, int left, int right, FloatVector here) {
    return load(from, left).sub(here).add(load(from, right).sub(here));
  }
}
