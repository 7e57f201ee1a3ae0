package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Planes that repeat a quad of 2×2 pixels: a number, or a truth, for each kind of pixel.
 *
 * @param graph the graph
 * @param sizes rows and columns of the planes
 * @param repeats how often the quad is repeated along each of four axes
 */
record BayerTiles(OnnxGraph graph, Value sizes, Value repeats) {

  /** Returns planes as large as a mosaic with a margin on every side [px]. */
  static BayerTiles of(OnnxGraph graph, Value mosaicSizes, int margin) {
    Value sizes =
        margin == 0
            ? mosaicSizes
            : graph.node("Add", mosaicSizes, graph.whole(2L * margin, 2L * margin));
    Value quads = graph.node("Div", graph.node("Add", sizes, graph.whole(1, 1)), graph.whole(2, 2));
    Value repeats = graph.node("Concat", graph.whole(1, 1), quads, OnnxGraph.integer("axis", 0));
    return new BayerTiles(graph, sizes, repeats);
  }

  /** Returns the number of each pixel's kind; one number where all are equal. */
  Value numbers(SiteValues values, Cfa cfa) {
    double[] quad = new double[4];
    for (int i = 0; i < 4; i++) {
      quad[i] = values.at(cfa.siteAt(i / 2, i % 2));
    }
    return Arrays.stream(quad).allMatch(number -> number == quad[0])
        ? graph.number(quad[0])
        : tiled(graph.floats(quad, 1, 1, 2, 2));
  }

  /** Returns whether each pixel is of some kinds. */
  Value truths(Cfa cfa, Predicate<Cfa.Site> kinds) {
    boolean[] quad = new boolean[4];
    for (int i = 0; i < 4; i++) {
      quad[i] = kinds.test(cfa.siteAt(i / 2, i % 2));
    }
    return tiled(graph.truths(quad, 1, 1, 2, 2));
  }

  private Value tiled(Value quad) {
    return new PlaneNodes(graph).first(graph.node("Tile", quad, repeats), sizes);
  }
}
