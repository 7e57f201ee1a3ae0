package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The fast twin of {@link Malvar2004}. */
public final class Malvar2004Kernel extends RowStep {
  private final MosaicRows mosaic;

  /** Prepares the step. */
  public Malvar2004Kernel(MosaicRows mosaic) {
    super(3, new Reads(mosaic, 2));
    this.mosaic = mosaic;
  }

  @Override
  public void compute(int row) {
    boolean red = mosaic.red(row);
    row(
        mosaic.samples,
        mosaic.at(0, row - 2),
        mosaic.at(0, row - 1),
        mosaic.at(0, row),
        mosaic.at(0, row + 1),
        mosaic.at(0, row + 2),
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
      int up2,
      int up,
      int here,
      int down,
      int down2,
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
      FloatVector beside2 = load(in, here + i - 2).add(load(in, here + i + 2));
      FloatVector above2 = load(in, up2 + i).add(load(in, down2 + i));
      FloatVector corners =
          load(in, up + i - 1)
              .add(load(in, down + i - 1))
              .add(load(in, up + i + 1).add(load(in, down + i + 1)));
      FloatVector far = beside2.add(above2);

      FloatVector greenElsewhere =
          fma(far, -1 / 8f, fma(beside.add(above), 2 / 8f, seen.mul(4 / 8f)));
      greenElsewhere.blend(seen, atGreen).intoArray(out, green + i);

      FloatVector middle = fma(corners, -1 / 8f, seen.mul(5 / 8f));
      FloatVector ownAtGreen =
          fma(above2, 0.5f / 8, fma(beside2, -1 / 8f, fma(beside, 4 / 8f, middle)));
      seen.blend(ownAtGreen, atGreen).intoArray(out, own + i);

      FloatVector otherAtGreen =
          fma(beside2, 0.5f / 8, fma(above2, -1 / 8f, fma(above, 4 / 8f, middle)));
      FloatVector otherElsewhere = fma(far, -1.5f / 8, fma(corners, 2 / 8f, seen.mul(6 / 8f)));
      otherElsewhere.blend(otherAtGreen, atGreen).intoArray(out, other + i);
    }
  }

  private static FloatVector fma(FloatVector value, float weight, FloatVector sum) {
    return value.fma(Lanes.all(weight), sum);
  }
}
