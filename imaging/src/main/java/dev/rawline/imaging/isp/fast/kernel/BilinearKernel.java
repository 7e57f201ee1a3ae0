package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The fast twin of {@link Bilinear}. */
public final class BilinearKernel extends RowStep {
  private final MosaicRows mosaic;

  /** Prepares the step. */
  public BilinearKernel(MosaicRows mosaic) {
    super(3, new Reads(mosaic, 1));
    this.mosaic = mosaic;
  }

  @Override
  public void compute(int row) {
    boolean red = mosaic.red(row);
    row(
        mosaic.samples,
        mosaic.at(0, row - 1),
        mosaic.at(0, row),
        mosaic.at(0, row + 1),
        mosaic.greenFirst(row),
        samples,
        at(Colour.GREEN.plane(), row),
        at((red ? Colour.RED : Colour.BLUE).plane(), row),
        at((red ? Colour.BLUE : Colour.RED).plane(), row),
        columns);
  }

  /**
   * Interpolates one row.
   *
   * @param own receives the colour of the row besides green
   * @param other receives the colour that the row does not have
   */
  private static void row(
      float[] in,
      int up,
      int here,
      int down,
      boolean greenFirst,
      float[] out,
      int green,
      int own,
      int other,
      int columns) {
    VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector seen = load(in, here + i);
      FloatVector beside = load(in, here + i - 1).add(load(in, here + i + 1));
      FloatVector above = load(in, up + i).add(load(in, down + i));
      FloatVector corners =
          load(in, up + i - 1)
              .add(load(in, down + i - 1))
              .add(load(in, up + i + 1).add(load(in, down + i + 1)));
      beside.add(above).mul(0.25f).blend(seen, atGreen).intoArray(out, green + i);
      seen.blend(beside.mul(0.5f), atGreen).intoArray(out, own + i);
      corners.mul(0.25f).blend(above.mul(0.5f), atGreen).intoArray(out, other + i);
    }
  }
}
