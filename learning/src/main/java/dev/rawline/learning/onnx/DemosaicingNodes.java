package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.KernelDemosaicing;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.learning.onnx.OnnxGraph.Value;

/**
 * Mosaic → three colours, in the engine's order of operations.
 *
 * @param graph the graph
 * @param cfa the layout of the mosaics
 * @param tiles planes as large as the mosaic
 */
record DemosaicingNodes(OnnxGraph graph, Cfa cfa, BayerTiles tiles) {
  private static final int COLOURS = Colour.values().length;
  private static final int PLACES = 4;
  private static final double EIGHTH = 1 / 8.0;

  Value apply(Demosaicing stage, Value mosaic) {
    graph.section(stage.name());
    if (!cfa.hasFilters()) {
      return graph.joined(mosaic, mosaic, mosaic);
    }
    BayerRows rows = new BayerRows(graph, cfa, tiles);
    return switch (stage) {
      case KernelDemosaicing kernels -> byKernels(kernels, mosaic);
      case Bilinear bilinear -> bilinear(bilinear, rows, mosaic);
      case Malvar2004 malvar -> malvar(malvar, rows, mosaic);
      case Menon2007 menon -> new MenonNodes(new PlaneNodes(graph), rows).apply(menon, mosaic);
    };
  }

  private Value bilinear(Bilinear stage, BayerRows rows, Value mosaic) {
    PlaneNodes nodes = new PlaneNodes(graph);
    Margined m = new Margined(nodes, nodes.padded(mosaic, stage.border(), stage.name(), 1, 1), 1);
    Value atGreen = rows.green(0);
    Value beside = m.beside(0, 0, 1);
    Value above = m.beside(0, 1, 0);
    Value corners = m.corners(0);
    return rows.colours(
        nodes.where(atGreen, nodes.times(beside, 0.5), mosaic),
        nodes.where(atGreen, mosaic, nodes.times(nodes.plus(beside, above), 0.25)),
        nodes.where(atGreen, nodes.times(above, 0.5), nodes.times(corners, 0.25)));
  }

  private Value malvar(Malvar2004 stage, BayerRows rows, Value mosaic) {
    PlaneNodes nodes = new PlaneNodes(graph);
    Margined m = new Margined(nodes, nodes.padded(mosaic, stage.border(), stage.name(), 2, 2), 2);
    Value atGreen = rows.green(0);
    Value beside = m.beside(0, 0, 1);
    Value above = m.beside(0, 1, 0);
    Value beside2 = m.beside(0, 0, 2);
    Value above2 = m.beside(0, 2, 0);
    Value corners = m.corners(0);
    Value far = nodes.plus(beside2, above2);

    Value cross =
        nodes.plus(
            nodes.times(nodes.plus(beside, above), 2 * EIGHTH), nodes.times(mosaic, 4 * EIGHTH));
    Value green = nodes.plus(nodes.times(far, -EIGHTH), cross);
    Value middle = nodes.plus(nodes.times(corners, -EIGHTH), nodes.times(mosaic, 5 * EIGHTH));
    Value diagonal = nodes.plus(nodes.times(corners, 2 * EIGHTH), nodes.times(mosaic, 6 * EIGHTH));
    return rows.colours(
        nodes.where(atGreen, atGreen(nodes, beside, beside2, above2, middle), mosaic),
        nodes.where(atGreen, mosaic, green),
        nodes.where(
            atGreen,
            atGreen(nodes, above, above2, beside2, middle),
            nodes.fused(far, -1.5 * EIGHTH, diagonal)));
  }

  /** Returns a colour at green pixels from its neighbours along one direction. */
  private static Value atGreen(
      PlaneNodes nodes, Value near, Value far, Value across, Value middle) {
    Value sum = nodes.plus(nodes.times(near, 4 * EIGHTH), middle);
    sum = nodes.plus(nodes.times(far, -EIGHTH), sum);
    return nodes.plus(nodes.times(across, 0.5 * EIGHTH), sum);
  }

  /**
   * Returns the colours of kernels by one convolution that steps by quads of 2×2 pixels: it has a
   * kernel for each colour at each place of the quad, and DepthToSpace brings the results back to
   * their places.
   */
  private Value byKernels(KernelDemosaicing stage, Value mosaic) {
    int side = 4;
    float[] kernels = new float[COLOURS * PLACES * side * side];
    for (Colour colour : Colour.values()) {
      for (int place = 0; place < PLACES; place++) {
        int row = place / 2;
        int column = place % 2;
        int first = (colour.plane() * PLACES + place) * side * side;
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            if (cfa.colourAt(row + i - 1, column + j - 1) == colour) {
              kernels[first + (row + i) * side + column + j] =
                  (float) stage.kernel(colour).at(i, j);
            }
          }
        }
      }
    }
    PlaneNodes nodes = new PlaneNodes(graph);
    // The last quad of an odd side is not whole: its second half reads one pixel more.
    Value quads =
        graph.node(
            "Conv",
            nodes.padded(mosaic, stage.border(), stage.name(), 1, 2),
            graph.floats(kernels, COLOURS * (long) PLACES, 1, side, side),
            OnnxGraph.integers("strides", 2, 2));
    Value whole =
        graph.node(
            "DepthToSpace",
            quads,
            OnnxGraph.integer("blocksize", 2),
            OnnxGraph.word("mode", "CRD"));
    return nodes.first(whole, tiles.sizes());
  }
}
