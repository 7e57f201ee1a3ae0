package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The backward pass through {@link BilinearKernel}: every sample collects the gradients of its own
 * colour from its neighbourhood, weighted by the kernel of that colour, which is symmetric.
 */
public final class BilinearAdjoint extends RowStep {
  private final MosaicRows mosaic;
  private final RowStep coming;

  /**
   * Prepares the step.
   *
   * @param mosaic the mosaic with its layout
   * @param coming the gradients with respect to the three colours
   */
  public BilinearAdjoint(MosaicRows mosaic, RowStep coming) {
    super(1, new Reads(coming, 1));
    this.mosaic = mosaic;
    this.coming = coming;
  }

  @Override
  public void compute(int row) {
    int own = (mosaic.red(row) ? Colour.RED : Colour.BLUE).plane();
    int green = Colour.GREEN.plane();
    back(
        coming.samples,
        coming.at(own, row - 1),
        coming.at(own, row),
        coming.at(own, row + 1),
        coming.at(green, row - 1),
        coming.at(green, row),
        coming.at(green, row + 1),
        mosaic.greenFirst(row),
        samples,
        at(0, row),
        columns);
  }

  private static void back(
      float[] in,
      int up,
      int here,
      int down,
      int greenUp,
      int green,
      int greenDown,
      boolean greenFirst,
      float[] out,
      int to,
      int columns) {
    VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector cross = cross(in, up + i, here + i, down + i);
      FloatVector corners =
          load(in, up + i - 1)
              .add(load(in, down + i - 1))
              .add(load(in, up + i + 1).add(load(in, down + i + 1)));
      FloatVector ofOwn = corners.fma(all(0.25f), cross.fma(all(0.5f), load(in, here + i)));
      FloatVector ofGreen =
          cross(in, greenUp + i, green + i, greenDown + i).fma(all(0.25f), load(in, green + i));
      ofOwn.blend(ofGreen, atGreen).intoArray(out, to + i);
    }
  }

  private static FloatVector cross(float[] in, int up, int here, int down) {
    return load(in, here - 1).add(load(in, here + 1)).add(load(in, up).add(load(in, down)));
  }
}
