package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.learning.onnx.OnnxGraph.Value;

/**
 * Where the colours of a mosaic are: every row holds green and one more colour, its own; the third
 * is the other.
 *
 * @param graph the graph
 * @param cfa the layout of the mosaics
 * @param tiles planes as large as the mosaic
 */
record BayerRows(OnnxGraph graph, Cfa cfa, BayerTiles tiles) {

  /** Returns which pixels are green, with a margin [px]. */
  Value green(int margin) {
    return (margin == 0 ? tiles : BayerTiles.of(graph, tiles.sizes(), margin))
        .truths(cfa.shifted(-margin, -margin), site -> site.colour() == Colour.GREEN);
  }

  /** Returns red, green and blue from the colours of each row. */
  Value colours(Value own, Value green, Value other) {
    PlaneNodes nodes = new PlaneNodes(graph);
    Value red =
        tiles.truths(cfa, site -> site == Cfa.Site.RED || site == Cfa.Site.GREEN_IN_RED_ROW);
    return graph.joined(nodes.where(red, own, other), green, nodes.where(red, other, own));
  }
}
