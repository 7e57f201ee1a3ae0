package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Border;
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
 * @param nodes the arithmetic on planes
 * @param rows where the colours of the mosaic are
 */
record MenonNodes(PlaneNodes nodes, BayerRows rows) {
  /** How far beyond a pixel all steps read together [px]. */
  private static final int MARGIN = 9;

  private static final double THIRD = 1 / 3f;

  /** The means h and v of the difference k, and v − h. */
  private record Means(Margined h, Margined v, Margined vMinusH) {}

  Value apply(Menon2007 stage, Value mosaic) {
    requireUsual(stage);
    Value extended = nodes.padded(mosaic, stage.border(), stage.name(), MARGIN, MARGIN);
    Margined m = new Margined(nodes, extended, MARGIN);
    Margined atGreen = new Margined(nodes, rows.green(MARGIN), MARGIN);

    Margined alongRow = difference(m, atGreen, 0, 1);
    Margined alongColumn = difference(m, atGreen, 1, 0);
    Value votes = votes(changes(alongRow, 0, 1), changes(alongColumn, 1, 0));
    OnnxGraph graph = nodes.graph();
    Margined row = new Margined(nodes, graph.node("GreaterOrEqual", votes, graph.number(0)), 4);
    Margined k =
        new Margined(nodes, nodes.where(row.value(), alongRow.at(4), alongColumn.at(4)), 4);
    Means means = means(k);
    Margined q = new Margined(nodes, nodes.times(alongDirection(means.vMinusH, row), 0.5), 2);
    if (stage.refine()) {
      k = new Margined(nodes, lowPassed(k, means, row), 2);
      means = means(k);
      Value ofFirst = nodes.times(q.at(0), THIRD);
      Value refined = nodes.fused(alongDirection(means.vMinusH, row), THIRD, ofFirst);
      q = new Margined(nodes, refined, 0);
    }

    Value here = m.at(0);
    Value own = nodes.plus(here, means.h.at(0));
    Value other = nodes.plus(nodes.plus(q.at(0), means.v.at(0)), here);
    return rows.colours(own, nodes.minus(here, k.at(0)), other);
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

  /** Own − green with green interpolated along a direction; 0 at green pixels. */
  private Margined difference(Margined m, Margined atGreen, int down, int right) {
    int margin = m.margin() - 2;
    Value half = nodes.times(m.at(margin), 0.5);
    Value near = nodes.times(m.beside(margin, down, right), -0.5);
    Value far = nodes.times(m.beside(margin, 2 * down, 2 * right), 0.25);
    Value difference = nodes.plus(far, nodes.plus(near, half));
    Value zero = nodes.graph().number(0);
    return new Margined(nodes, nodes.where(atGreen.at(margin), zero, difference), margin);
  }

  /** How much a difference changes from one side of a pixel to the other. */
  private Margined changes(Margined difference, int down, int right) {
    int margin = difference.margin() - 1;
    Value change =
        nodes.minus(difference.at(margin, -down, -right), difference.at(margin, down, right));
    return new Margined(nodes, nodes.graph().node("Abs", change), margin);
  }

  /** Returns the votes for the row: the changes along columns less those along rows. */
  private Value votes(Margined ofRow, Margined ofColumn) {
    int margin = ofRow.margin() - 2;
    Value outer = nodes.plus(ofRow.pair(margin, -2, 1), ofRow.pair(margin, 2, 1));
    Value inner = ofRow.beside(margin, 1, 0);
    Value inRow = nodes.fused(ofRow.pair(margin, 0, 1), 3, nodes.plus(outer, inner));

    outer = nodes.plus(ofColumn.pair(margin, -1, 2), ofColumn.pair(margin, 1, 2));
    Value middle = ofColumn.beside(margin, 1, 0);
    inner = ofColumn.pair(margin, 0, 1);
    return nodes.minus(nodes.fused(middle, 3, nodes.plus(outer, inner)), inRow);
  }

  private Means means(Margined k) {
    int margin = k.margin() - 1;
    Value h = nodes.times(k.beside(margin, 0, 1), 0.5);
    Value v = nodes.times(k.beside(margin, 1, 0), 0.5);
    return new Means(
        new Margined(nodes, h, margin),
        new Margined(nodes, v, margin),
        new Margined(nodes, nodes.minus(v, h), margin));
  }

  /** Returns the difference k, low-passed along the direction. */
  private Value lowPassed(Margined k, Means means, Margined row) {
    int margin = means.h.margin() - 1;
    Value sum =
        nodes.where(row.at(margin), means.h.beside(margin, 0, 1), means.v.beside(margin, 1, 0));
    return nodes.times(nodes.plus(sum, k.at(margin)), THIRD);
  }

  /** Returns the sum of other − own at the two neighbours along the direction. */
  private Value alongDirection(Margined vMinusH, Margined row) {
    int margin = vMinusH.margin() - 1;
    Value above = nodes.graph().node("Neg", vMinusH.beside(margin, 1, 0));
    return nodes.where(row.at(margin), vMinusH.beside(margin, 0, 1), above);
  }
}
