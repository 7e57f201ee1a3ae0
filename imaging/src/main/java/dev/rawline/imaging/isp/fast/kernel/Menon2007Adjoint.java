package dev.rawline.imaging.isp.fast.kernel;

import static dev.rawline.imaging.numeric.Lanes.FLOATS;
import static dev.rawline.imaging.numeric.Lanes.all;
import static dev.rawline.imaging.numeric.Lanes.load;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.numeric.Lanes;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The backward pass through {@link Menon2007Kernel}, with its chosen directions.
 *
 * <p>With its colour differences everything is linear: each step here is the adjoint of one there.
 * The gradient of a mean of two samples is distributed to both in halves, so that the same sums
 * over neighbours appear. Differences that are always 0 have gradients too; these do not mix with
 * others and are dropped at the end, where a green pixel has no difference k.
 */
public final class Menon2007Adjoint extends RowStep {
  private final Chosen chosen;
  private final RowStep coming;

  private Menon2007Adjoint(Chosen chosen, RowStep coming) {
    super(1, new Reads(chosen, 2), new Reads(coming, 0));
    this.chosen = chosen;
    this.coming = coming;
  }

  /**
   * Adds the steps of the backward pass, the last of which holds the gradients with respect to the
   * mosaic.
   *
   * @param mosaic the mosaic with its layout
   * @param votes the votes for the row, in the plane {@link Menon2007Kernel#VOTES}
   * @param coming the gradients with respect to the three colours
   */
  public static RowStep append(
      MosaicRows mosaic, RowStep votes, RowStep coming, boolean refine, List<RowStep> steps) {
    OfMeans ofMeans = new OfMeans(mosaic, votes, coming, refine ? 1 / 3f : 1 / 2f);
    OfDifferences differences =
        new OfDifferences(coming, Colour.GREEN.plane(), -1, ofMeans, OfMeans.H, OfMeans.V);
    steps.addAll(List.of(ofMeans, differences));
    if (refine) {
      OfFirstMeans first = new OfFirstMeans(votes, differences, ofMeans);
      differences =
          new OfDifferences(differences, 0, 1 / 3f, first, OfFirstMeans.H, OfFirstMeans.V);
      steps.addAll(List.of(first, differences));
    }
    Chosen chosen = new Chosen(mosaic, votes, differences);
    Menon2007Adjoint last = new Menon2007Adjoint(chosen, coming);
    steps.addAll(List.of(chosen, last));
    return last;
  }

  @Override
  public void compute(int row) {
    back(
        coming.samples,
        coming.at(0, row),
        coming.at(1, row),
        coming.at(2, row),
        chosen.samples,
        chosen.at(Chosen.ALONG_ROW, row),
        chosen.at(Chosen.ALONG_COLUMN, row - 2),
        chosen.at(Chosen.ALONG_COLUMN, row - 1),
        chosen.at(Chosen.ALONG_COLUMN, row),
        chosen.at(Chosen.ALONG_COLUMN, row + 1),
        chosen.at(Chosen.ALONG_COLUMN, row + 2),
        samples,
        at(0, row),
        columns);
  }

  /** Every colour is the mosaic and differences; these are ¼ · (1 −2 2 −2 1) of the mosaic. */
  private static void back(
      float[] coming,
      int red,
      int green,
      int blue,
      float[] in,
      int alongRow,
      int up2,
      int up,
      int here,
      int down,
      int down2,
      float[] out,
      int to,
      int columns) {
    for (int i = 0; i < columns; i += Lanes.COUNT) {
      FloatVector sum =
          load(coming, red + i).add(load(coming, green + i)).add(load(coming, blue + i));
      FloatVector middle = load(in, alongRow + i).add(load(in, here + i));
      FloatVector near = beside(in, alongRow + i, 1).add(load(in, up + i).add(load(in, down + i)));
      FloatVector far = beside(in, alongRow + i, 2).add(load(in, up2 + i).add(load(in, down2 + i)));
      sum = middle.fma(all(0.5f), sum);
      sum = near.fma(all(-0.5f), sum);
      far.fma(all(0.25f), sum).intoArray(out, to + i);
    }
  }

  /**
   * Gradients by the last means h and v, and the part of them that came through q: a mean's v − h
   * was read along the chosen direction.
   */
  private static final class OfMeans extends RowStep {
    static final int H = 0;
    static final int V = 1;
    static final int THROUGH_Q = 2;

    private final MosaicRows mosaic;
    private final RowStep votes;
    private final RowStep coming;
    private final float weight;

    OfMeans(MosaicRows mosaic, RowStep votes, RowStep coming, float weight) {
      super(3, new Reads(coming, 1), new Reads(votes, 1));
      this.mosaic = mosaic;
      this.votes = votes;
      this.coming = coming;
      this.weight = weight;
    }

    @Override
    public void compute(int row) {
      int own = (mosaic.red(row) ? Colour.RED : Colour.BLUE).plane();
      int other = (mosaic.red(row) ? Colour.BLUE : Colour.RED).plane();
      // The colour of this row is the other one above and below.
      means(
          coming.samples,
          coming.at(own, row - 1),
          coming.at(other, row),
          coming.at(own, row + 1),
          coming.at(own, row),
          votes.samples,
          votes.at(Menon2007Kernel.VOTES, row - 1),
          votes.at(Menon2007Kernel.VOTES, row),
          votes.at(Menon2007Kernel.VOTES, row + 1),
          weight,
          samples,
          at(H, row),
          at(V, row),
          at(THROUGH_Q, row),
          columns);
    }

    private static void means(
        float[] coming,
        int up,
        int other,
        int down,
        int own,
        float[] votes,
        int votesUp,
        int votesHere,
        int votesDown,
        float weight,
        float[] out,
        int h,
        int v,
        int throughQ,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector along = besideIfRow(coming, other + i, votes, votesHere + i);
        FloatVector across =
            ifColumn(coming, up + i, votes, votesUp + i)
                .add(ifColumn(coming, down + i, votes, votesDown + i));
        FloatVector difference = along.sub(across).mul(weight);
        difference.intoArray(out, throughQ + i);
        load(coming, own + i).sub(difference).intoArray(out, h + i);
        load(coming, other + i).add(difference).intoArray(out, v + i);
      }
    }
  }

  /** Gradients by the first means h and v, which the low-pass and the first estimate of q read. */
  private static final class OfFirstMeans extends RowStep {
    static final int H = 0;
    static final int V = 1;

    private final RowStep votes;
    private final RowStep differences;
    private final OfMeans ofMeans;

    OfFirstMeans(RowStep votes, RowStep differences, OfMeans ofMeans) {
      super(2, new Reads(differences, 1), new Reads(votes, 1), new Reads(ofMeans, 0));
      this.votes = votes;
      this.differences = differences;
      this.ofMeans = ofMeans;
    }

    @Override
    public void compute(int row) {
      means(
          differences.samples,
          differences.at(0, row - 1),
          differences.at(0, row),
          differences.at(0, row + 1),
          votes.samples,
          votes.at(Menon2007Kernel.VOTES, row - 1),
          votes.at(Menon2007Kernel.VOTES, row),
          votes.at(Menon2007Kernel.VOTES, row + 1),
          ofMeans.samples,
          ofMeans.at(OfMeans.THROUGH_Q, row),
          samples,
          at(H, row),
          at(V, row),
          columns);
    }

    private static void means(
        float[] in,
        int up,
        int here,
        int down,
        float[] votes,
        int votesUp,
        int votesHere,
        int votesDown,
        float[] ofMeans,
        int throughQ,
        float[] out,
        int h,
        int v,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector half = load(ofMeans, throughQ + i).mul(0.5f);
        besideIfRow(in, here + i, votes, votesHere + i)
            .fma(all(1 / 3f), half.neg())
            .intoArray(out, h + i);
        ifColumn(in, up + i, votes, votesUp + i)
            .add(ifColumn(in, down + i, votes, votesDown + i))
            .fma(all(1 / 3f), half)
            .intoArray(out, v + i);
      }
    }
  }

  /** Gradients by a difference k: scale · coming + the gradients from its means h and v. */
  private static final class OfDifferences extends RowStep {
    private final RowStep coming;
    private final int plane;
    private final float scale;
    private final RowStep ofMeans;
    private final int h;
    private final int v;

    OfDifferences(RowStep coming, int plane, float scale, RowStep ofMeans, int h, int v) {
      super(1, new Reads(coming, 0), new Reads(ofMeans, 1));
      this.coming = coming;
      this.plane = plane;
      this.scale = scale;
      this.ofMeans = ofMeans;
      this.h = h;
      this.v = v;
    }

    @Override
    public void compute(int row) {
      join(
          coming.samples,
          coming.at(plane, row),
          scale,
          ofMeans.samples,
          ofMeans.at(h, row),
          ofMeans.at(v, row - 1),
          ofMeans.at(v, row + 1),
          samples,
          at(0, row),
          columns);
    }

    private static void join(
        float[] coming,
        int at,
        float scale,
        float[] means,
        int h,
        int vUp,
        int vDown,
        float[] out,
        int to,
        int columns) {
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        beside(means, h + i, 1)
            .add(load(means, vUp + i).add(load(means, vDown + i)))
            .fma(all(0.5f), load(coming, at + i).mul(scale))
            .intoArray(out, to + i);
      }
    }
  }

  /** Gradients by the differences along the row and along the column; a green pixel has none. */
  private static final class Chosen extends RowStep {
    static final int ALONG_ROW = 0;
    static final int ALONG_COLUMN = 1;

    private final MosaicRows mosaic;
    private final RowStep votes;
    private final RowStep differences;

    Chosen(MosaicRows mosaic, RowStep votes, RowStep differences) {
      super(2, new Reads(differences, 0), new Reads(votes, 0));
      this.mosaic = mosaic;
      this.votes = votes;
      this.differences = differences;
    }

    @Override
    public void compute(int row) {
      choose(
          differences.samples,
          differences.at(0, row),
          votes.samples,
          votes.at(Menon2007Kernel.VOTES, row),
          mosaic.greenFirst(row),
          samples,
          at(ALONG_ROW, row),
          at(ALONG_COLUMN, row),
          columns);
    }

    private static void choose(
        float[] in,
        int from,
        float[] votes,
        int votesAt,
        boolean greenFirst,
        float[] out,
        int alongRow,
        int alongColumn,
        int columns) {
      VectorMask<Float> atGreen = Lanes.alternating(greenFirst);
      FloatVector zero = FloatVector.zero(FLOATS);
      for (int i = 0; i < columns; i += Lanes.COUNT) {
        FloatVector difference = load(in, from + i).blend(zero, atGreen);
        VectorMask<Float> row = isRow(votes, votesAt + i);
        zero.blend(difference, row).intoArray(out, alongRow + i);
        difference.blend(zero, row).intoArray(out, alongColumn + i);
      }
    }
  }

  private static VectorMask<Float> isRow(float[] votes, int at) {
    return load(votes, at).compare(VectorOperators.GE, 0);
  }

  /**
   * Returns the sum of the samples to the left and to the right whose pixels are interpolated along
   * the row.
   */
  private static FloatVector besideIfRow(float[] in, int at, float[] votes, int votesAt) {
    return ifRow(in, at - 1, votes, votesAt - 1).add(ifRow(in, at + 1, votes, votesAt + 1));
  }

  private static FloatVector ifRow(float[] in, int at, float[] votes, int votesAt) {
    return FloatVector.zero(FLOATS).blend(load(in, at), isRow(votes, votesAt));
  }

  private static FloatVector ifColumn(float[] in, int at, float[] votes, int votesAt) {
    return load(in, at).blend(FloatVector.zero(FLOATS), isRow(votes, votesAt));
  }

  private static FloatVector beside(float[] in, int at, int distance) {
    return load(in, at - distance).add(load(in, at + distance));
  }
}
