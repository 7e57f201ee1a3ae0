package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.learning.onnx.OnnxGraph.Value;

/** Mosaics → pictures of half their size, with one pixel for each quad of 2×2 pixels. */
record PackingNodes(OnnxGraph graph) {
  private static final int QUAD = 4;

  Value pictures(ModelFront.Packing front, Value mosaics) {
    graph.section("sizes");
    Value sizes = new PlaneNodes(graph).sizes(mosaics);
    Value normalised =
        new MosaicNodes(graph, front.cfa(), BayerTiles.of(graph, sizes, 0))
            .normalised(mosaics, front.scale());
    graph.section("packing");
    Value packed = front.channels() == 1 ? normalised : packed(front, normalised);
    Value standardized =
        front
            .mosaics()
            .map(numbers -> new PlaneNodes(graph).standardized(packed, numbers, front.channels()))
            .orElse(packed);
    graph.section("data_model");
    return front
        .network()
        .map(network -> network.through(standardized, new NetworkNodes(graph)).orElseThrow())
        .orElse(standardized);
  }

  private Value packed(ModelFront.Packing front, Value mosaic) {
    Value quads = graph.node("SpaceToDepth", mosaic, OnnxGraph.integer("blocksize", 2));
    double[] weights = new double[front.channels() * QUAD];
    for (int place = 0; place < QUAD; place++) {
      Cfa.Site site = front.cfa().siteAt(place / 2, place % 2);
      boolean averaged = front.channels() < QUAD;
      int channel = averaged ? site.colour().plane() : site.index();
      boolean green = site == Cfa.Site.GREEN_IN_RED_ROW || site == Cfa.Site.GREEN_IN_BLUE_ROW;
      weights[channel * QUAD + place] = averaged && green ? 0.5 : 1;
    }
    return graph.node("Conv", quads, graph.floats(weights, front.channels(), QUAD, 1, 1));
  }
}
