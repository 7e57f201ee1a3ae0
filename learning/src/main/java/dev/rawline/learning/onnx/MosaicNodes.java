package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.isp.BalanceFirst;
import dev.rawline.imaging.isp.BlackLevel;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.isp.MosaicStage;
import dev.rawline.learning.onnx.OnnxGraph.Value;

/**
 * Digital numbers → normalised mosaic → what the mosaic stages make of it.
 *
 * @param graph the graph
 * @param cfa the layout of the mosaics
 * @param tiles planes as large as the mosaic
 */
record MosaicNodes(OnnxGraph graph, Cfa cfa, BayerTiles tiles) {

  /** Returns (in − black) / (white − black). */
  Value normalised(Value mosaic, DigitalScale scale) {
    graph.section("scale");
    SiteValues spans = scale.black().map(black -> scale.white() - black);
    return graph.node("Div", less(mosaic, scale.black()), tiles.numbers(spans, cfa));
  }

  Value apply(MosaicStage stage, Value mosaic) {
    graph.section(stage.name());
    return switch (stage) {
      case BlackLevel(SiteValues level) -> less(mosaic, level);
      case BalanceFirst(Rgb gains) ->
          graph.node(
              "Mul",
              mosaic,
              tiles.numbers(
                  new SiteValues(gains.red(), gains.green(), gains.green(), gains.blue()), cfa));
      case FlatField flat ->
          graph.node(
              "Mul",
              mosaic,
              graph.floats(flat.gain().samples(), 1, 1, flat.gain().height(), flat.gain().width()));
      case DefectCorrection _ ->
          throw new IllegalArgumentException(
              "defect_correction cannot be exported: remove it from isp.yaml, and correct mosaics"
                  + " before they reach the file");
    };
  }

  /** Returns mosaic − levels, which are rounded to float32 as in the engine of models. */
  private Value less(Value mosaic, SiteValues levels) {
    return levels.equals(SiteValues.uniform(0))
        ? mosaic
        : graph.node("Sub", mosaic, tiles.numbers(levels, cfa));
  }
}
