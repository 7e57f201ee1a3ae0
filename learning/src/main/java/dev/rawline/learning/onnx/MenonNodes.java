package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import java.util.Locale;

/**
 * Demosaicing by Menon's method, in the colour differences k, h, v and q of the fast engine and in
 * its order of operations, so that both decide a direction by the same bits.
 *
 * <p>The mosaic is extended once; a step that reads neighbours leaves a margin that is smaller by
 * their distance.
 *
 * @param graph the graph
 * @param cfa the layout of the mosaics
 * @param sizes rows and columns of the mosaic
 */
record MenonNodes(OnnxGraph graph, Cfa cfa, Value sizes) {
  /** How far beyond a pixel all steps read together [px]. */
  static final int MARGIN = 9;

  private static final double THIRD = 1 / 3f;

  /**
   * Planes that reach beyond the mosaic.
   *
   * @param value the planes
   * @param margin by how much, on every side [px]
   */
  private record Plane(Value value, int margin) {}

  /** The means h and v of the difference k, and v − h. */
  private record Means(Plane h, Plane v, Plane vMinusH) {}

  Value apply(Menon2007 stage, Value mosaic) {
    requireUsual(stage);
    PlaneNodes planes = planes();
    Value extended = planes.padded(mosaic, stage.border(), stage.name(), MARGIN, MARGIN);
    Plane m = new Plane(extended, MARGIN);
    Cfa layout = cfa.shifted(-MARGIN, -MARGIN);
    BayerTiles tiles = BayerTiles.of(graph, sizes, MARGIN);
    Plane atGreen = new Plane(tiles.truths(layout, site -> site.colour() == Colour.GREEN), MARGIN);

    Plane alongRow = difference(m, atGreen, 0, 1);
    Plane alongColumn = difference(m, atGreen, 1, 0);
    Value votes = votes(changes(alongRow, 0, 1), changes(alongColumn, 1, 0));
    Plane row = new Plane(graph.node("GreaterOrEqual", votes, graph.number(0)), 4);
    Plane k = chosen(row, alongRow, alongColumn, 4);
    Means means = means(k);
    Plane q = new Plane(planes.times(alongDirection(means.vMinusH, row), 0.5), 2);
    if (stage.refine()) {
      k = new Plane(lowPassed(k, means, row), 2);
      means = means(k);
      Value ofFirst = planes.times(at(q, 0), THIRD);
      q = new Plane(planes.fused(alongDirection(means.vMinusH, row), THIRD, ofFirst), 0);
    }

    Value here = at(m, 0);
    Value green = planes.minus(here, at(k, 0));
    Value own = planes.plus(here, at(means.h, 0));
    Value other = planes.plus(planes.plus(at(q, 0), at(means.v, 0)), here);
    Plane redRow =
        new Plane(
            tiles.truths(layout, site -> site == Cfa.Site.RED || site == Cfa.Site.GREEN_IN_RED_ROW),
            MARGIN);
    Value isRed = at(redRow, 0);
    return graph.joined(planes.where(isRed, own, other), green, planes.where(isRed, other, own));
  }

  private static void requireUsual(Menon2007 stage) {
    if (stage.border() != Border.MIRROR
        || stage.votes() != Menon2007.VoteRegion.WHOLE_NEIGHBOURHOOD) {
      throw new IllegalArgumentException(
          "menon2007 is exported with the border mirror and votes of the whole neighbourhood, got %s and %s: choose them in isp.yaml and train again"
              .formatted(
                  stage.border().name().toLowerCase(Locale.ROOT),
                  stage.votes().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
  }

  private PlaneNodes planes() {
    return new PlaneNodes(graph);
  }

  /** Returns planes cut to a margin. */
  private Value at(Plane plane, int margin) {
    int less = plane.margin - margin;
    return planes().cut(plane.value, less, less, less, less);
  }

  /** Returns planes cut to a margin, read at an offset. */
  private Value at(Plane plane, int margin, int down, int right) {
    return planes().shifted(plane.value, plane.margin - margin, down, right);
  }

  /** Returns the sums of the samples at an offset before and after each pixel. */
  private Value beside(Plane plane, int margin, int down, int right) {
    return planes().plus(at(plane, margin, -down, -right), at(plane, margin, down, right));
  }

  private Plane chosen(Plane row, Plane alongRow, Plane alongColumn, int margin) {
    Value chosen = planes().where(at(row, margin), at(alongRow, margin), at(alongColumn, margin));
    return new Plane(chosen, margin);
  }

  /** Own − green with green interpolated along a direction; 0 at green pixels. */
  private Plane difference(Plane m, Plane atGreen, int down, int right) {
    int margin = MARGIN - 2;
    Value half = planes().times(at(m, margin), 0.5);
    Value near = planes().times(beside(m, margin, down, right), -0.5);
    Value far = planes().times(beside(m, margin, 2 * down, 2 * right), 0.25);
    Value difference = planes().plus(far, planes().plus(near, half));
    return new Plane(planes().where(at(atGreen, margin), graph.number(0), difference), margin);
  }

  /** How much a difference changes from one side of a pixel to the other. */
  private Plane changes(Plane difference, int down, int right) {
    int margin = difference.margin - 1;
    Value change =
        planes().minus(at(difference, margin, -down, -right), at(difference, margin, down, right));
    return new Plane(graph.node("Abs", change), margin);
  }

  /** Returns the votes for the row: the changes along columns less those along rows. */
  private Value votes(Plane ofRow, Plane ofColumn) {
    PlaneNodes planes = planes();
    int margin = ofRow.margin - 2;
    Value outer = planes.plus(pair(ofRow, margin, -2, 1), pair(ofRow, margin, 2, 1));
    Value inner = beside(ofRow, margin, 1, 0);
    Value inRow = planes.fused(pair(ofRow, margin, 0, 1), 3, planes.plus(outer, inner));

    outer = planes.plus(pair(ofColumn, margin, -1, 2), pair(ofColumn, margin, 1, 2));
    Value middle = beside(ofColumn, margin, 1, 0);
    inner = pair(ofColumn, margin, 0, 1);
    return planes.minus(planes.fused(middle, 3, planes.plus(outer, inner)), inRow);
  }

  /** Returns the sums of the samples to the left and to the right in another row. */
  private Value pair(Plane plane, int margin, int down, int distance) {
    return planes().plus(at(plane, margin, down, -distance), at(plane, margin, down, distance));
  }

  private Means means(Plane k) {
    int margin = k.margin - 1;
    Value h = planes().times(beside(k, margin, 0, 1), 0.5);
    Value v = planes().times(beside(k, margin, 1, 0), 0.5);
    return new Means(
        new Plane(h, margin), new Plane(v, margin), new Plane(planes().minus(v, h), margin));
  }

  /** Returns the difference k, low-passed along the direction. */
  private Value lowPassed(Plane k, Means means, Plane row) {
    int margin = means.h.margin - 1;
    Value sum =
        planes()
            .where(at(row, margin), beside(means.h, margin, 0, 1), beside(means.v, margin, 1, 0));
    return planes().times(planes().plus(sum, at(k, margin)), THIRD);
  }

  /** Returns the sum of other − own at the two neighbours along the direction. */
  private Value alongDirection(Plane vMinusH, Plane row) {
    int margin = vMinusH.margin - 1;
    return planes()
        .where(
            at(row, margin),
            beside(vMinusH, margin, 0, 1),
            graph.node("Neg", beside(vMinusH, margin, 1, 0)));
  }
}
