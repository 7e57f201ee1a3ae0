package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.numeric.Lanes;
import java.util.List;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The fast twin of {@link MedianDenoising} with 3×3 samples.
 *
 * <p>Each column of three is sorted once. The median of the nine is the median of three: the
 * largest of the lowest, the median of the middle, the smallest of the highest. Samples are
 * compared as integers that have the floats' order, because the processor has a minimum of integers
 * but not of Java's floats, where −0 is below 0.
 */
public final class MedianKernel extends RowStep {
  private static final int LOWEST = 0;
  private static final int MIDDLE = 1;
  private static final int HIGHEST = 2;

  private final SortedColumns sorted;

  private MedianKernel(SortedColumns sorted) {
    super(1, new Reads(sorted, 0));
    this.sorted = sorted;
  }

  /** Adds the two steps of a median, the last of which holds it. */
  public static MedianKernel append(RowStep in, int plane, List<RowStep> steps) {
    SortedColumns sorted = new SortedColumns(in, plane);
    MedianKernel last = new MedianKernel(sorted);
    steps.addAll(List.of(sorted, last));
    return last;
  }

  @Override
  public void compute(int row) {
    median(
        sorted.samples,
        sorted.at(LOWEST, row),
        sorted.at(MIDDLE, row),
        sorted.at(HIGHEST, row),
        samples,
        at(0, row),
        columns);
  }

  private static void median(
      float[] in, int lowest, int middle, int highest, float[] out, int to, int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      IntVector low =
          bits(in, lowest + i - 1).max(bits(in, lowest + i)).max(bits(in, lowest + i + 1));
      IntVector high =
          bits(in, highest + i - 1).min(bits(in, highest + i)).min(bits(in, highest + i + 1));
      IntVector left = bits(in, middle + i - 1);
      IntVector right = bits(in, middle + i + 1);
      IntVector mid = median(left.min(right), left.max(right), bits(in, middle + i));
      ordered(median(low.min(high), low.max(high), mid))
          .reinterpretAsFloats()
          .intoArray(out, to + i);
    }
  }

  /** Returns the median of three, two of which are in order. */
  private static IntVector median(IntVector low, IntVector high, IntVector third) {
    return low.max(high.min(third));
  }

  private static IntVector bits(float[] in, int at) {
    return load(in, at).reinterpretAsInts();
  }

  /** Converts a float's bits to an integer of the same order, and back. */
  private static IntVector ordered(IntVector bits) {
    IntVector flip = bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE);
    return bits.lanewise(VectorOperators.XOR, flip);
  }

  /** The three samples of each column in order, as the bits of integers. */
  private static final class SortedColumns extends LumaKernel {
    SortedColumns(RowStep in, int plane) {
      super(3, in, plane, 1);
    }

    @Override
    public void compute(int row) {
      sort(
          luma(),
          lumaAt(row - 1),
          lumaAt(row),
          lumaAt(row + 1),
          samples,
          at(LOWEST, row),
          at(MIDDLE, row),
          at(HIGHEST, row),
          columns);
    }

    private static void sort(
        float[] in,
        int up,
        int here,
        int down,
        float[] out,
        int lowest,
        int middle,
        int highest,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        IntVector a = ordered(bits(in, up + i));
        IntVector b = ordered(bits(in, here + i));
        IntVector c = ordered(bits(in, down + i));
        IntVector low = a.min(b);
        IntVector high = a.max(b);
        low.min(c).reinterpretAsFloats().intoArray(out, lowest + i);
        median(low, high, c).reinterpretAsFloats().intoArray(out, middle + i);
        high.max(c).reinterpretAsFloats().intoArray(out, highest + i);
      }
    }
  }
}
