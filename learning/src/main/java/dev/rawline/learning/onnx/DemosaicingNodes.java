package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.KernelDemosaicing;
import dev.rawline.imaging.isp.Malvar2004;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.learning.onnx.OnnxGraph.Value;

/**
 * Mosaic → three colours.
 *
 * <p>A linear method is one convolution that steps by quads of 2×2 pixels: it has a kernel for each
 * colour at each place of the quad, and DepthToSpace brings the results back to their places.
 *
 * @param graph the graph
 * @param cfa the layout of the mosaics
 * @param sizes rows and columns of the mosaic
 */
record DemosaicingNodes(OnnxGraph graph, Cfa cfa, Value sizes) {
  private static final int COLOURS = Colour.values().length;

  Value apply(Demosaicing stage, Value mosaic) {
    graph.section(stage.name());
    if (!cfa.hasFilters()) {
      return graph.joined(mosaic, mosaic, mosaic);
    }
    return switch (stage) {
      case KernelDemosaicing kernels -> byQuads(mosaic, kernels, 1, kernels.border());
      case Bilinear bilinear -> byQuads(mosaic, bilinear, 1, bilinear.border());
      case Malvar2004 malvar -> byQuads(mosaic, malvar, 2, malvar.border());
      case Menon2007 menon -> new MenonNodes(graph, cfa, sizes).apply(menon, mosaic);
    };
  }

  /** Returns the colours of a linear method that reads pixels within a radius. */
  private Value byQuads(Value mosaic, Demosaicing linear, int radius, Border border) {
    PlaneNodes planes = new PlaneNodes(graph);
    // The last quad of an odd side is not whole: its second half reads one pixel more.
    Value extended = planes.padded(mosaic, border, linear.name(), radius, radius + 1);
    int side = 2 * radius + 2;
    Value quads =
        graph.node(
            "Conv",
            extended,
            graph.floats(kernels(linear, radius), COLOURS * 4L, 1, side, side),
            OnnxGraph.integers("strides", 2, 2));
    Value whole =
        graph.node(
            "DepthToSpace",
            quads,
            OnnxGraph.integer("blocksize", 2),
            OnnxGraph.word("mode", "CRD"));
    return planes.first(whole, sizes);
  }

  /**
   * Returns the kernels (colour, place in the quad, row, column): what single bright pixels give.
   */
  private float[] kernels(Demosaicing linear, int radius) {
    int side = 2 * radius + 2;
    int frame = 4 * side;
    float[] kernels = new float[COLOURS * 4 * side * side];
    for (int bright = 0; bright < 4; bright++) {
      int brightRow = 2 * side + bright / 2;
      int brightColumn = 2 * side + bright % 2;
      float[] samples = new float[frame * frame];
      samples[brightRow * frame + brightColumn] = 1;
      LinearRgb response = linear.apply(RawImage.normalised(frame, frame, cfa, samples));
      for (int row = brightRow - radius; row <= brightRow + radius; row++) {
        for (int column = brightColumn - radius; column <= brightColumn + radius; column++) {
          int place = 2 * (row % 2) + column % 2;
          int inKernel =
              (row % 2 + radius + brightRow - row) * side
                  + (column % 2 + radius + brightColumn - column);
          for (int colour = 0; colour < COLOURS; colour++) {
            kernels[(colour * 4 + place) * side * side + inKernel] =
                response.samples()[(colour * frame + row) * frame + column];
          }
        }
      }
    }
    return kernels;
  }
}
