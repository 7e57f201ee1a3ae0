package dev.rawline.learning.onnx;

import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.isp.Bilateral;
import dev.rawline.imaging.isp.ColourCorrection;
import dev.rawline.imaging.isp.ColourStage;
import dev.rawline.imaging.isp.FftDenoising;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.isp.GaussianDenoising;
import dev.rawline.imaging.isp.HighlightClip;
import dev.rawline.imaging.isp.Luma;
import dev.rawline.imaging.isp.LumaConvolution;
import dev.rawline.imaging.isp.LumaStage;
import dev.rawline.imaging.isp.MedianDenoising;
import dev.rawline.imaging.isp.RgbFilter;
import dev.rawline.imaging.isp.SharpeningFilter;
import dev.rawline.imaging.isp.TvBregman;
import dev.rawline.imaging.isp.TvChambolle;
import dev.rawline.imaging.isp.UnsharpMasking;
import dev.rawline.imaging.isp.WhiteBalance;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import java.util.List;

/**
 * Linear colours → view: the stages after demosaicing.
 *
 * <p>As in the engine, white balances and colour corrections in a row are one matrix, and filters
 * of the luma in a row work on one plane, whose change is added to the colours.
 */
record ColourNodes(OnnxGraph graph) {
  Value apply(List<ColourStage> stages, Value colours) {
    Value result = colours;
    int next = 0;
    while (next < stages.size()) {
      int first = next;
      Matrix3 matrix = Matrix3.IDENTITY;
      while (next < stages.size() && matrix(stages.get(next)) instanceof Matrix3 more) {
        matrix = more.times(matrix);
        next++;
      }
      if (next > first) {
        graph.section("colours");
        result = mixed(matrix, result);
        continue;
      }
      if (stages.get(next) instanceof LumaStage) {
        while (next < stages.size() && stages.get(next) instanceof LumaStage) {
          next++;
        }
        result = onLuma(stages.subList(first, next), result);
        continue;
      }
      result = alone(stages.get(next), result);
      next++;
    }
    return result;
  }

  /** Returns the matrix that a stage is; null where it is none. */
  private static Matrix3 matrix(ColourStage stage) {
    return switch (stage) {
      case WhiteBalance balance -> Matrix3.IDENTITY.afterGains(balance.gains());
      case ColourCorrection(Matrix3 matrix) -> matrix;
      case HighlightClip _, LumaStage _, RgbFilter _ -> null;
    };
  }

  private Value mixed(Matrix3 matrix, Value colours) {
    double[] weights =
        matrix.rows().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    return graph.node(
        "Conv", colours, graph.floats(weights, Picture.CHANNELS, Picture.CHANNELS, 1, 1));
  }

  private Value alone(ColourStage stage, Value colours) {
    graph.section(stage.name());
    return switch (stage) {
      case HighlightClip(double level) -> graph.node("Min", colours, graph.number(level));
      case RgbFilter filter -> filtered(filter.filter(), colours, Picture.CHANNELS);
      case WhiteBalance _, ColourCorrection _, LumaStage _ ->
          throw new IllegalStateException(stage.name() + " is not alone");
    };
  }

  private Value onLuma(List<ColourStage> filters, Value colours) {
    graph.section("luma");
    Value luma =
        graph.node(
            "Conv",
            colours,
            graph.floats(
                new double[] {Luma.RED, Luma.GREEN, Luma.BLUE}, 1, Picture.CHANNELS, 1, 1));
    Value changed = luma;
    for (ColourStage filter : filters) {
      changed = filtered((LumaStage) filter, changed, 1);
    }
    graph.section("luma");
    return graph.node("Add", colours, graph.node("Sub", changed, luma));
  }

  private Value filtered(LumaStage filter, Value planes, int channels) {
    graph.section(filter.name());
    PlaneNodes nodes = new PlaneNodes(graph);
    return switch (filter) {
      case SharpeningFilter sharpening -> filtered(sharpening.kernel(), planes, channels);
      case LumaConvolution convolution ->
          nodes.convolved(
              planes,
              channels,
              convolution.kernel().weights(),
              convolution.kernel().side(),
              convolution.border(),
              convolution.name());
      case GaussianDenoising gaussian -> blurred(planes, channels, gaussian, /* alongRows= */ true);
      case UnsharpMasking unsharp -> {
        boolean alongRows = unsharp.blur() == UnsharpMasking.Blur.BOTH_AXES;
        Value soft = blurred(planes, channels, unsharp.gaussian(), alongRows);
        Value change = nodes.times(nodes.minus(planes, soft), unsharp.amount());
        yield nodes.plus(planes, change);
      }
      case MedianDenoising median -> new MedianNodes(graph).apply(median, planes, channels);
      case FftDenoising _ -> throw refused("fft");
      case TvChambolle _ -> throw refused("tv_chambolle");
      case TvBregman _ -> throw refused("tv_bregman");
      case Bilateral _ -> throw refused("bilateral");
    };
  }

  private static IllegalArgumentException refused(String denoising) {
    return new IllegalArgumentException(
        "denoising %s cannot be exported: expected median or gaussian; train behind one of the twelve views, or behind a chain without it"
            .formatted(denoising));
  }

  private Value blurred(Value planes, int channels, GaussianDenoising gaussian, boolean alongRows) {
    PlaneNodes nodes = new PlaneNodes(graph);
    double[] weights = gaussian.weights();
    Value vertical =
        nodes.convolved(
            planes, channels, weights, weights.length, gaussian.border(), gaussian.name());
    return alongRows
        ? nodes.convolved(vertical, channels, weights, 1, gaussian.border(), gaussian.name())
        : vertical;
  }

  Value apply(Gamma gamma, Value colours) {
    graph.section(gamma.name());
    Value clipped =
        graph.node("Clip", List.of(colours, graph.number(gamma.floor()), graph.number(1)));
    return graph.node("Pow", clipped, graph.number(1 / gamma.gamma()));
  }
}
