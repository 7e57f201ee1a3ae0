package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The backward pass through {@link HighlightClipKernel}. */
public final class HighlightClipAdjoint extends RowStep {
  private final RowStep coming;
  private final RowStep in;
  private final float level;
  private final RowSums sums;

  /**
   * Prepares the step.
   *
   * @param coming the gradients with respect to the clipped colours
   * @param in the colours before the clip
   * @param sums the sum for the gradient with respect to the level
   */
  public HighlightClipAdjoint(RowStep coming, RowStep in, float level, RowSums sums) {
    super(Picture.CHANNELS, new Reads(coming, 0), new Reads(in, 0));
    this.coming = coming;
    this.in = in;
    this.level = level;
    this.sums = sums;
  }

  @Override
  public void compute(int row) {
    float[] lanes = sums.lanes(row);
    for (int plane = 0; plane < Picture.CHANNELS; plane++) {
      pass(
          coming.samples,
          coming.at(plane, row),
          in.samples,
          in.at(plane, row),
          level,
          samples,
          at(plane, row),
          lanes,
          columns);
    }
  }

  private static void pass(
      float[] coming,
      int at,
      float[] in,
      int from,
      float level,
      float[] out,
      int to,
      float[] lanes,
      int columns) {
    FloatVector zero = FloatVector.zero(FLOATS);
    FloatVector ofLevel = load(lanes, 0);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector gradient = load(coming, at + i);
      VectorMask<Float> passes = load(in, from + i).compare(VectorOperators.LE, level);
      zero.blend(gradient, passes).intoArray(out, to + i);
      ofLevel = ofLevel.add(gradient.blend(zero, passes));
    }
    ofLevel.intoArray(lanes, 0);
  }
}
