package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;

/** The fast twin of {@link SharpeningFilter}. */
public final class SharpeningKernel extends LumaKernel {
  /**
   * Prepares the step.
   *
   * @param in holds the luma
   * @param plane the luma's plane
   */
  public SharpeningKernel(RowStep in, int plane) {
    super(1, in, plane, 1);
  }

  @Override
  public void compute(int row) {
    sharpen(luma(), lumaAt(row - 1), lumaAt(row), lumaAt(row + 1), samples, at(0, row), columns);
  }

  private static void sharpen(
      float[] in, int up, int here, int down, float[] out, int to, int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector cross =
          load(in, here + i - 1)
              .add(load(in, here + i + 1))
              .add(load(in, up + i).add(load(in, down + i)));
      load(in, here + i).fma(all(5), cross.neg()).intoArray(out, to + i);
    }
  }
}
