package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The backward pass through {@link MedianKernel}: a sample collects the gradients of the medians
 * that selected it.
 */
public final class MedianAdjoint extends RowStep {
  private final MedianIndex choice;
  private final RowStep coming;
  private final int plane;

  /**
   * Prepares the step.
   *
   * @param choice the selected sample of each window
   * @param coming the gradient with respect to the medians
   */
  public MedianAdjoint(MedianIndex choice, RowStep coming, int plane) {
    super(1, new Reads(choice, 1), new Reads(coming, 1));
    this.choice = choice;
    this.coming = coming;
    this.plane = plane;
  }

  @Override
  public void compute(int row) {
    take(
        choice.samples,
        choice.at(0, row - 1),
        choice.at(0, row),
        choice.at(0, row + 1),
        coming.samples,
        coming.at(plane, row - 1),
        coming.at(plane, row),
        coming.at(plane, row + 1),
        samples,
        at(0, row),
        columns);
  }

  /** The sample is the last one of the window around the pixel to the upper left, and so on. */
  private static void take(
      float[] choice,
      int up,
      int here,
      int down,
      float[] in,
      int ofUp,
      int ofHere,
      int ofDown,
      float[] out,
      int to,
      int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector sum = FloatVector.zero(FLOATS);
      sum = take(sum, 8, choice, up + i - 1, in, ofUp + i - 1);
      sum = take(sum, 7, choice, up + i, in, ofUp + i);
      sum = take(sum, 6, choice, up + i + 1, in, ofUp + i + 1);
      sum = take(sum, 5, choice, here + i - 1, in, ofHere + i - 1);
      sum = take(sum, 4, choice, here + i, in, ofHere + i);
      sum = take(sum, 3, choice, here + i + 1, in, ofHere + i + 1);
      sum = take(sum, 2, choice, down + i - 1, in, ofDown + i - 1);
      sum = take(sum, 1, choice, down + i, in, ofDown + i);
      take(sum, 0, choice, down + i + 1, in, ofDown + i + 1).intoArray(out, to + i);
    }
  }

  private static FloatVector take(
      FloatVector sum, float number, float[] choice, int at, float[] in, int of) {
    return sum.add(load(in, of), load(choice, at).compare(VectorOperators.EQ, number));
  }
}
