package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.numeric.Lanes;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The backward pass through {@link Malvar2004Kernel}: every gradient is filtered by the kernel of
 * its colour; all kernels are symmetric.
 *
 * <p>At green pixels, two kernels computed the colours of the row and of the column; elsewhere they
 * computed the opposite colour and green. So two planes hold the gradients through kernels, and the
 * kernel between two pixels depends only on their distance.
 */
public final class Malvar2004Adjoint extends RowStep {
  private final MosaicRows mosaic;
  private final Sorted sorted;
  private final AlongRow alongRow;

  private Malvar2004Adjoint(MosaicRows mosaic, Sorted sorted, AlongRow alongRow) {
    super(1, new Reads(sorted, 2), new Reads(alongRow, 0));
    this.mosaic = mosaic;
    this.sorted = sorted;
    this.alongRow = alongRow;
  }

  /**
   * Adds the steps of the backward pass, the last of which holds the gradients with respect to the
   * mosaic.
   *
   * @param mosaic the mosaic with its layout
   * @param coming the gradients with respect to the three colours
   */
  public static RowStep append(MosaicRows mosaic, RowStep coming, List<RowStep> steps) {
    Sorted sorted = new Sorted(mosaic, coming);
    AlongRow alongRow = new AlongRow(mosaic, sorted);
    Malvar2004Adjoint last = new Malvar2004Adjoint(mosaic, sorted, alongRow);
    steps.addAll(List.of(sorted, alongRow, last));
    return last;
  }

  @Override
  public void compute(int row) {
    add(
        sorted.samples,
        sorted.at(Sorted.SECOND, row - 2),
        sorted.at(Sorted.SECOND, row - 1),
        sorted.at(Sorted.SECOND, row),
        sorted.at(Sorted.SECOND, row + 1),
        sorted.at(Sorted.SECOND, row + 2),
        alongRow.samples,
        alongRow.at(0, row),
        mosaic.greenFirst(row),
        samples,
        at(0, row),
        columns);
  }

  /** Adds the backward pass along columns at green and through the kernel of green. */
  private static void add(
      float[] in,
      int up2,
      int up,
      int here,
      int down,
      int down2,
      float[] first,
      int firstAt,
      boolean greenFirst,
      float[] out,
      int to,
      int columns) {
    VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector middle = load(in, here + i);
      FloatVector beside = load(in, here + i - 1).add(load(in, here + i + 1));
      FloatVector above = load(in, up + i).add(load(in, down + i));
      FloatVector beside2 = load(in, here + i - 2).add(load(in, here + i + 2));
      FloatVector above2 = load(in, up2 + i).add(load(in, down2 + i));
      FloatVector corners = corners(in, up + i, down + i);
      FloatVector before = load(first, firstAt + i);

      FloatVector alongColumn = fma(middle, 5 / 8f, fma(beside.add(above), 2 / 8f, before));
      alongColumn = fma(above2.add(corners), -1 / 8f, fma(beside2, 0.5f / 8, alongColumn));
      FloatVector green = fma(middle, 4 / 8f, fma(above, 4 / 8f, before));
      green = fma(beside2.add(above2), -1 / 8f, green);
      green.blend(alongColumn, atGreen).intoArray(out, to + i);
    }
  }

  private static FloatVector corners(float[] in, int up, int down) {
    return load(in, up - 1).add(load(in, down - 1)).add(load(in, up + 1).add(load(in, down + 1)));
  }

  private static FloatVector fma(FloatVector value, float weight, FloatVector sum) {
    return value.fma(all(weight), sum);
  }

  /**
   * The measured samples, and the backward pass along rows at green and through the diagonal
   * kernel.
   */
  private static final class AlongRow extends RowStep {
    private final MosaicRows mosaic;
    private final Sorted sorted;

    AlongRow(MosaicRows mosaic, Sorted sorted) {
      super(1, new Reads(sorted, 2));
      this.mosaic = mosaic;
      this.sorted = sorted;
    }

    @Override
    public void compute(int row) {
      back(
          sorted.samples,
          sorted.at(Sorted.FIRST, row - 2),
          sorted.at(Sorted.FIRST, row - 1),
          sorted.at(Sorted.FIRST, row),
          sorted.at(Sorted.FIRST, row + 1),
          sorted.at(Sorted.FIRST, row + 2),
          sorted.at(Sorted.SEEN, row),
          mosaic.greenFirst(row),
          samples,
          at(0, row),
          columns);
    }

    private static void back(
        float[] in,
        int up2,
        int up,
        int here,
        int down,
        int down2,
        int seen,
        boolean greenFirst,
        float[] out,
        int to,
        int columns) {
      VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector middle = load(in, here + i);
        FloatVector beside = load(in, here + i - 1).add(load(in, here + i + 1));
        FloatVector beside2 = load(in, here + i - 2).add(load(in, here + i + 2));
        FloatVector above2 = load(in, up2 + i).add(load(in, down2 + i));
        FloatVector corners = corners(in, up + i, down + i);
        FloatVector direct = load(in, seen + i);

        FloatVector alongRow = fma(middle, 5 / 8f, direct);
        alongRow = fma(beside2.add(corners), -1 / 8f, fma(above2, 0.5f / 8, alongRow));
        FloatVector diagonal = fma(middle, 6 / 8f, fma(beside, 4 / 8f, direct));
        diagonal = fma(beside2.add(above2), -1.5f / 8, fma(corners, 2 / 8f, diagonal));
        diagonal.blend(alongRow, atGreen).intoArray(out, to + i);
      }
    }
  }

  /**
   * The gradients sorted by the source of the colour: {@link #SEEN} the mosaic itself; {@link
   * #FIRST} the kernel along the row at green, and elsewhere the diagonal one; {@link #SECOND} the
   * kernel along the column at green, and elsewhere that of green.
   */
  private static final class Sorted extends RowStep {
    static final int SEEN = 0;
    static final int FIRST = 1;
    static final int SECOND = 2;

    private final MosaicRows mosaic;
    private final RowStep coming;

    Sorted(MosaicRows mosaic, RowStep coming) {
      super(3, new Reads(coming, 0));
      this.mosaic = mosaic;
      this.coming = coming;
    }

    @Override
    public void compute(int row) {
      boolean red = mosaic.red(row);
      sort(
          coming.samples,
          coming.at(Colour.GREEN.plane(), row),
          coming.at((red ? Colour.RED : Colour.BLUE).plane(), row),
          coming.at((red ? Colour.BLUE : Colour.RED).plane(), row),
          mosaic.greenFirst(row),
          samples,
          at(SEEN, row),
          at(FIRST, row),
          at(SECOND, row),
          columns);
    }

    private static void sort(
        float[] in,
        int green,
        int own,
        int other,
        boolean greenFirst,
        float[] out,
        int seen,
        int first,
        int second,
        int columns) {
      VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector ofGreen = load(in, green + i);
        FloatVector ofOwn = load(in, own + i);
        FloatVector ofOther = load(in, other + i);
        ofOwn.blend(ofGreen, atGreen).intoArray(out, seen + i);
        ofOther.blend(ofOwn, atGreen).intoArray(out, first + i);
        ofGreen.blend(ofOther, atGreen).intoArray(out, second + i);
      }
    }
  }
}
