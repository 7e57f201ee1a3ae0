package dev.rawline.learning.onnx;

import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.isp.AdditiveLayer;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.imaging.isp.Rendering;
import dev.rawline.learning.onnx.OnnxGraph.Value;

/** A chain of stages as nodes: digital numbers → view. */
record IspNodes(OnnxGraph graph) {

  /**
   * Returns the view of mosaics.
   *
   * @param mosaics (image, 1, row, column) [DN]
   * @throws IllegalArgumentException if ONNX cannot express a stage; the message names it
   */
  Value view(Isp isp, Cfa cfa, DigitalScale scale, Value mosaics) {
    graph.section("sizes");
    Value sizes = new PlaneNodes(graph).sizes(mosaics);
    BayerTiles tiles = BayerTiles.of(graph, sizes, 0);
    MosaicNodes mosaic = new MosaicNodes(graph, cfa, tiles);
    Value seen = mosaic.normalised(mosaics, scale);
    for (MosaicStage stage : isp.mosaic()) {
      seen = mosaic.apply(stage, seen);
    }
    Rendering rendering = cfa.hasFilters() ? isp.rendering() : isp.rendering().ofCopies();
    ColourNodes colours = new ColourNodes(graph);
    Value linear = new DemosaicingNodes(graph, cfa, tiles).apply(rendering.demosaicing(), seen);
    Value view = colours.apply(rendering.gamma(), colours.apply(rendering.colour(), linear));
    return isp.layer().map(layer -> with(layer, view)).orElse(view);
  }

  private Value with(AdditiveLayer stage, Value view) {
    graph.section(stage.name());
    return graph.node(
        "Add",
        view,
        graph.floats(
            stage.layer().samples(),
            1,
            Picture.CHANNELS,
            stage.layer().height(),
            stage.layer().width()));
  }
}
