package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.numeric.Lanes;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The fast twin of {@link Menon2007}, written in colour differences.
 *
 * <p>Every row holds green and one more colour, its own; the third is the other. With m the mosaic,
 * everything is a difference that is exactly 0 at the pixels that it does not apply to, so that
 * after the first step no step needs a pixel's colour:
 *
 * <pre>
 * k   own − green at the pixels that saw the own colour, else 0
 * h   own − green at green pixels:    mean of k beside,          else 0
 * v   other − green at green pixels:  mean of k above and below, else 0
 * q   other − own where the own colour was seen: from v − h along the direction, else 0
 * </pre>
 *
 * <p>Refining computes k, h, v, q once more, low-passed; then green = m − k, own = m + h, other = m
 * + v + q.
 */
public final class Menon2007Kernel extends RowStep {
  /** The plane of {@link #votes} that holds them: 0 and more for the row. */
  static final int VOTES = Decided.VOTES;

  private static final int K = 0;
  private static final int H = 0;
  private static final int V = 1;
  private static final int Q = 1;
  private static final float THIRD = 1 / 3f;

  private final MosaicRows mosaic;
  private final Decided decided;
  private final RowStep differences;
  private final Means means;
  private final LowPassed lowPassed;
  private final boolean refine;

  private Menon2007Kernel(
      MosaicRows mosaic,
      Decided decided,
      RowStep differences,
      Means means,
      LowPassed lowPassed,
      boolean refine) {
    super(
        3,
        new Reads(mosaic, 0),
        new Reads(decided, 0),
        new Reads(differences, 0),
        new Reads(means, 1),
        new Reads(lowPassed, 0));
    this.mosaic = mosaic;
    this.decided = decided;
    this.differences = differences;
    this.means = means;
    this.lowPassed = lowPassed;
    this.refine = refine;
  }

  /** Adds the steps of the demosaicing, the last of which holds the colours. */
  public static Menon2007Kernel append(MosaicRows mosaic, boolean refine, List<RowStep> steps) {
    BothWays both = new BothWays(mosaic);
    Changes changes = new Changes(both);
    Decided decided = new Decided(both, changes);
    Means means = new Means(decided);
    LowPassed lowPassed = new LowPassed(decided, means);
    steps.addAll(List.of(both, changes, decided, means, lowPassed));
    RowStep differences = decided;
    if (refine) {
      differences = lowPassed;
      means = new Means(lowPassed);
      steps.add(means);
    }
    Menon2007Kernel last =
        new Menon2007Kernel(mosaic, decided, differences, means, lowPassed, refine);
    steps.add(last);
    return last;
  }

  /** Returns the step that holds the votes on the directions. */
  public RowStep votes() {
    return decided;
  }

  @Override
  public void compute(int row) {
    boolean red = mosaic.red(row);
    colours(
        mosaic.samples,
        mosaic.at(0, row),
        decided.samples,
        decided.at(Decided.VOTES, row),
        differences.samples,
        differences.at(K, row),
        means.samples,
        means.at(H, row),
        means.at(V, row),
        means.at(Means.V_MINUS_H, row - 1),
        means.at(Means.V_MINUS_H, row),
        means.at(Means.V_MINUS_H, row + 1),
        lowPassed.samples,
        lowPassed.at(Q, row),
        refine ? THIRD : 0,
        refine ? THIRD : 1,
        samples,
        at(Colour.GREEN.plane(), row),
        at((red ? Colour.RED : Colour.BLUE).plane(), row),
        at((red ? Colour.BLUE : Colour.RED).plane(), row),
        columns);
  }

  /**
   * Writes the colours of one row.
   *
   * @param ofNeighbours the weight of each neighbour's v − h in q
   * @param ofFirst the weight of the first estimate in q
   */
  private static void colours(
      float[] in,
      int seen,
      float[] decided,
      int votes,
      float[] differences,
      int k,
      float[] means,
      int h,
      int v,
      int up,
      int here,
      int down,
      float[] first,
      int q,
      float ofNeighbours,
      float ofFirst,
      float[] out,
      int green,
      int own,
      int other,
      int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector m = load(in, seen + i);
      m.sub(load(differences, k + i)).intoArray(out, green + i);
      m.add(load(means, h + i)).intoArray(out, own + i);
      VectorMask<Float> row = load(decided, votes + i).compare(VectorOperators.GE, 0);
      FloatVector neighbours = alongDirection(means, up + i, here + i, down + i, row);
      neighbours
          .fma(all(ofNeighbours), load(first, q + i).mul(ofFirst))
          .add(load(means, v + i))
          .add(m)
          .intoArray(out, other + i);
    }
  }

  /** Own − green with green interpolated along the row (plane 0) and along the column (plane 1). */
  private static final class BothWays extends RowStep {
    private final MosaicRows mosaic;

    BothWays(MosaicRows mosaic) {
      super(2, new Reads(mosaic, 2));
      this.mosaic = mosaic;
    }

    @Override
    public void compute(int row) {
      differences(
          mosaic.samples,
          mosaic.at(0, row - 2),
          mosaic.at(0, row - 1),
          mosaic.at(0, row),
          mosaic.at(0, row + 1),
          mosaic.at(0, row + 2),
          mosaic.greenFirst(row),
          samples,
          at(0, row),
          at(1, row),
          columns);
    }

    private static void differences(
        float[] in,
        int up2,
        int up,
        int here,
        int down,
        int down2,
        boolean greenFirst,
        float[] out,
        int alongRow,
        int alongColumn,
        int columns) {
      VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
      FloatVector zero = FloatVector.zero(FLOATS);
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector half = load(in, here + i).mul(0.5f);
        FloatVector beside = load(in, here + i - 1).add(load(in, here + i + 1));
        FloatVector beside2 = load(in, here + i - 2).add(load(in, here + i + 2));
        beside2
            .fma(all(0.25f), beside.fma(all(-0.5f), half))
            .blend(zero, atGreen)
            .intoArray(out, alongRow + i);
        FloatVector above = load(in, up + i).add(load(in, down + i));
        FloatVector above2 = load(in, up2 + i).add(load(in, down2 + i));
        above2
            .fma(all(0.25f), above.fma(all(-0.5f), half))
            .blend(zero, atGreen)
            .intoArray(out, alongColumn + i);
      }
    }
  }

  /** How much the differences change from one side of a pixel to the other: |left − right|. */
  private static final class Changes extends RowStep {
    private final BothWays both;

    Changes(BothWays both) {
      super(2, new Reads(both, 1));
      this.both = both;
    }

    @Override
    public void compute(int row) {
      int here = both.at(0, row);
      changes(both.samples, here - 1, here + 1, samples, at(0, row), columns);
      changes(both.samples, both.at(1, row - 1), both.at(1, row + 1), samples, at(1, row), columns);
    }

    private static void changes(
        float[] in, int from, int to, float[] out, int change, int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        load(in, from + i)
            .sub(load(in, to + i))
            .lanewise(VectorOperators.ABS)
            .intoArray(out, change + i);
      }
    }
  }

  /** The difference k of the direction chosen (plane K) and the votes for the row (plane 1). */
  private static final class Decided extends RowStep {
    static final int VOTES = 1;

    private final BothWays both;
    private final Changes changes;

    Decided(BothWays both, Changes changes) {
      super(2, new Reads(both, 0), new Reads(changes, 2));
      this.both = both;
      this.changes = changes;
    }

    @Override
    public void compute(int row) {
      decide(
          changes.samples,
          changes.at(0, row - 2),
          changes.at(0, row - 1),
          changes.at(0, row),
          changes.at(0, row + 1),
          changes.at(0, row + 2),
          changes.at(1, row - 1),
          changes.at(1, row),
          changes.at(1, row + 1),
          both.samples,
          both.at(0, row),
          both.at(1, row),
          samples,
          at(VOTES, row),
          at(K, row),
          columns);
    }

    private static void decide(
        float[] changes,
        int up2,
        int up,
        int here,
        int down,
        int down2,
        int columnUp,
        int columnHere,
        int columnDown,
        float[] both,
        int alongRow,
        int alongColumn,
        float[] out,
        int votes,
        int k,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector outer = beside(changes, up2 + i, 1).add(beside(changes, down2 + i, 1));
        FloatVector inner = load(changes, up + i).add(load(changes, down + i));
        FloatVector inRow = beside(changes, here + i, 1).fma(all(3), outer.add(inner));

        outer = beside(changes, columnUp + i, 2).add(beside(changes, columnDown + i, 2));
        FloatVector middle = load(changes, columnUp + i).add(load(changes, columnDown + i));
        inner = beside(changes, columnHere + i, 1);
        FloatVector forRow = middle.fma(all(3), outer.add(inner)).sub(inRow);

        forRow.intoArray(out, votes + i);
        load(both, alongColumn + i)
            .blend(load(both, alongRow + i), forRow.compare(VectorOperators.GE, 0))
            .intoArray(out, k + i);
      }
    }
  }

  /** The means h and v of the difference k, and v − h. */
  private static final class Means extends RowStep {
    static final int V_MINUS_H = 2;

    private final RowStep differences;

    Means(RowStep differences) {
      super(3, new Reads(differences, 1));
      this.differences = differences;
    }

    @Override
    public void compute(int row) {
      means(
          differences.samples,
          differences.at(K, row - 1),
          differences.at(K, row),
          differences.at(K, row + 1),
          samples,
          at(H, row),
          at(V, row),
          at(V_MINUS_H, row),
          columns);
    }

    private static void means(
        float[] in,
        int up,
        int here,
        int down,
        float[] out,
        int h,
        int v,
        int vMinusH,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector beside = beside(in, here + i, 1).mul(0.5f);
        FloatVector above = load(in, up + i).add(load(in, down + i)).mul(0.5f);
        beside.intoArray(out, h + i);
        above.intoArray(out, v + i);
        above.sub(beside).intoArray(out, vMinusH + i);
      }
    }
  }

  /** The low-passed difference k (plane K) and the first estimate of q (plane Q). */
  private static final class LowPassed extends RowStep {
    private final Decided decided;
    private final Means means;

    LowPassed(Decided decided, Means means) {
      super(2, new Reads(decided, 0), new Reads(means, 1));
      this.decided = decided;
      this.means = means;
    }

    @Override
    public void compute(int row) {
      lowPass(
          decided.samples,
          decided.at(K, row),
          decided.at(Decided.VOTES, row),
          means.samples,
          means.at(H, row),
          means.at(V, row - 1),
          means.at(V, row + 1),
          means.at(Means.V_MINUS_H, row - 1),
          means.at(Means.V_MINUS_H, row),
          means.at(Means.V_MINUS_H, row + 1),
          samples,
          at(K, row),
          at(Q, row),
          columns);
    }

    private static void lowPass(
        float[] decided,
        int k,
        int votes,
        float[] means,
        int h,
        int vUp,
        int vDown,
        int up,
        int here,
        int down,
        float[] out,
        int lowPassed,
        int other,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        VectorMask<Float> row = load(decided, votes + i).compare(VectorOperators.GE, 0);
        load(means, vUp + i)
            .add(load(means, vDown + i))
            .blend(beside(means, h + i, 1), row)
            .add(load(decided, k + i))
            .mul(THIRD)
            .intoArray(out, lowPassed + i);
        alongDirection(means, up + i, here + i, down + i, row).mul(0.5f).intoArray(out, other + i);
      }
    }
  }

  /**
   * Returns the sum of other − own at the two neighbours along the chosen direction: v − h beside,
   * h − v above and below, where the row's own colour is this row's other.
   */
  private static FloatVector alongDirection(
      float[] vMinusH, int up, int here, int down, VectorMask<Float> row) {
    FloatVector above = load(vMinusH, up).add(load(vMinusH, down));
    return above.neg().blend(beside(vMinusH, here, 1), row);
  }

  /** Returns the sum of the samples to the left and to the right. */
  private static FloatVector beside(float[] in, int at, int distance) {
    return load(in, at - distance).add(load(in, at + distance));
  }
}
