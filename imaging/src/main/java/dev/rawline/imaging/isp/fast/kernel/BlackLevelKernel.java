package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/** The fast twin of {@link BlackLevel}, forwards and backwards. */
public final class BlackLevelKernel {

  /** The levels subtracted in even and odd rows; even lanes belong to even columns. */
  private final float[][] levels = new float[2][Lanes.COUNT];

  private Cfa cfa = Cfa.RGGB;

  /**
   * Sets the levels for a layout.
   *
   * @param sites the levels of the four sites
   */
  public void begin(double[] sites, Cfa layout) {
    cfa = layout;
    for (int row = 0; row < 2; row++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int site = cfa.siteAt(row, lane).index();
        levels[row][lane] = (float) sites[site];
      }
    }
  }

  /** Subtracts the levels in one row. */
  public void row(float[] raw, int from, int row, float[] out, int to, int columns) {
    float[] level = levels[row & 1];
    int whole = Lanes.FLOATS.loopBound(columns);
    row(raw, from, level, out, to, whole);
    for (int i = whole; i < columns; i++) {
      out[to + i] = raw[from + i] - level[i - whole];
    }
  }

  private static void row(float[] raw, int from, float[] level, float[] out, int to, int columns) {
    FloatVector subtracted = load(level, 0);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      load(raw, from + i).sub(subtracted).intoArray(out, to + i);
    }
  }

  /**
   * Sums the gradients with respect to the samples of one row; even lanes belong to even columns.
   */
  public static void back(float[] cotangent, int from, float[] sums, int columns) {
    FloatVector sum = load(sums, 0);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      sum = sum.add(load(cotangent, from + i));
    }
    sum.intoArray(sums, 0);
  }

  /**
   * Adds the gradients with respect to the levels.
   *
   * @param sums of even and of odd rows
   */
  public void add(LaneSums[] sums, double[] totals, int first) {
    for (int row = 0; row < 2; row++) {
      add(sums[row], row, totals, first);
    }
  }

  /**
   * Adds the gradients with respect to the levels of even or of odd rows.
   *
   * @param row a row of this parity
   */
  public void add(LaneSums sums, int row, double[] totals, int first) {
    for (int column = 0; column < 2; column++) {
      totals[first + cfa.siteAt(row, column).index()] -= sums.total(0, column);
    }
  }
}
