package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.numeric.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The index of the median in each window: 0 to 8 in reading order, the first of equal samples.
 *
 * <p>Windows beyond the edge, which are needed if another filter follows, are mirrored, and so is
 * the order of equal samples there.
 */
public final class MedianIndex extends RowStep {
  /** The number of samples of a window. */
  static final int WINDOW = 9;

  private final RowStep in;
  private final int plane;
  private final RowStep median;

  /**
   * Prepares the step.
   *
   * @param coming the gradient with respect to the medians, which determines the needed region
   */
  public MedianIndex(RowStep in, int plane, RowStep median, RowStep coming) {
    super(1, new Reads(in, 1), new Reads(median, 0), new Reads(coming, 0));
    this.in = in;
    this.plane = plane;
    this.median = median;
  }

  @Override
  public void compute(int row) {
    choose(
        in.samples,
        in.at(plane, row - 1),
        in.at(plane, row),
        in.at(plane, row + 1),
        median.samples,
        median.at(0, row),
        samples,
        at(0, row),
        columns);
  }

  private static void choose(
      float[] in,
      int up,
      int here,
      int down,
      float[] median,
      int medianAt,
      float[] out,
      int to,
      int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      IntVector wanted = bits(median, medianAt + i);
      // The first in reading order is tested last, so that it wins.
      FloatVector choice = all(WINDOW - 1);
      choice = test(choice, 7, bits(in, down + i), wanted);
      choice = test(choice, 6, bits(in, down + i - 1), wanted);
      choice = test(choice, 5, bits(in, here + i + 1), wanted);
      choice = test(choice, 4, bits(in, here + i), wanted);
      choice = test(choice, 3, bits(in, here + i - 1), wanted);
      choice = test(choice, 2, bits(in, up + i + 1), wanted);
      choice = test(choice, 1, bits(in, up + i), wanted);
      choice = test(choice, 0, bits(in, up + i - 1), wanted);
      choice.intoArray(out, to + i);
    }
  }

  private static FloatVector test(
      FloatVector choice, float number, IntVector sample, IntVector wanted) {
    return choice.blend(number, sample.compare(VectorOperators.EQ, wanted).cast(Lanes.FLOATS));
  }

  private static IntVector bits(float[] in, int at) {
    return load(in, at).reinterpretAsInts();
  }
}
