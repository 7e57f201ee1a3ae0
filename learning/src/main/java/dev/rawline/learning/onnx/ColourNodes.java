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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
      while (next < stages.size() && matrix(stages.get(next)).isPresent()) {
        matrix = matrix(stages.get(next)).get().times(matrix);
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

  /** Returns the matrix that a stage is, if it is one. */
  private static Optional<Matrix3> matrix(ColourStage stage) {
    return switch (stage) {
      case WhiteBalance balance -> Optional.of(Matrix3.IDENTITY.afterGains(balance.gains()));
      case ColourCorrection(Matrix3 matrix) -> Optional.of(matrix);
      case HighlightClip _, LumaStage _, RgbFilter _ -> Optional.empty();
    };
  }

  /** Returns M · colours, each sum rounded as in the engine. */
  private Value mixed(Matrix3 matrix, Value colours) {
    double[][] columns = new double[Picture.CHANNELS][Picture.CHANNELS];
    for (int row = 0; row < Picture.CHANNELS; row++) {
      for (int column = 0; column < Picture.CHANNELS; column++) {
        columns[column][row] = (float) matrix.at(row, column);
      }
    }
    return weighted(colours, columns);
  }

  /**
   * Returns sums of the three colours.
   *
   * @param weights those of each colour, one for each sum
   */
  private Value weighted(Value colours, double[]... weights) {
    PlaneNodes nodes = new PlaneNodes(graph);
    int sums = weights[0].length;
    Value sum = graph.node("Mul", channel(colours, 0), graph.floats(weights[0], 1, sums, 1, 1));
    for (int i = 1; i < weights.length; i++) {
      Value precise = graph.precise(weights[i], 1, sums, 1, 1);
      sum = nodes.fused(channel(colours, i), precise, sum);
    }
    return sum;
  }

  private Value channel(Value colours, int channel) {
    return graph.node(
        "Slice", List.of(colours, graph.whole(channel), graph.whole(channel + 1L), graph.whole(1)));
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
        weighted(
            colours,
            new double[] {(float) Luma.RED},
            new double[] {(float) Luma.GREEN},
            new double[] {(float) Luma.BLUE});
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
      case SharpeningFilter sharpening -> sharpened(planes, sharpening);
      case LumaConvolution convolution ->
          nodes.convolved(
              planes,
              channels,
              convolution.kernel().weights(),
              convolution.kernel().side(),
              convolution.border(),
              convolution.name());
      case GaussianDenoising gaussian -> blurred(planes, gaussian, 1, 0, true);
      case UnsharpMasking unsharp ->
          blurred(
              planes,
              unsharp.gaussian(),
              -unsharp.amount(),
              1 + unsharp.amount(),
              unsharp.blur() == UnsharpMasking.Blur.BOTH_AXES);
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

  private Value sharpened(Value planes, SharpeningFilter stage) {
    PlaneNodes nodes = new PlaneNodes(graph);
    Margined in = new Margined(nodes, nodes.padded(planes, stage.border(), stage.name(), 1, 1), 1);
    Value cross = nodes.plus(in.beside(0, 0, 1), in.beside(0, 1, 0));
    return nodes.fused(planes, 5, graph.node("Neg", cross));
  }

  /** Returns keep · planes + mix · blur(planes): along columns first, then along rows. */
  private Value blurred(
      Value planes, GaussianDenoising gaussian, double mix, double keep, boolean alongRows) {
    double[] weights = gaussian.weights();
    double[] mixed = Arrays.stream(weights).map(weight -> mix * weight).toArray();
    Value half = alongRows ? along(planes, gaussian, true, weights, Optional.empty()) : planes;
    Optional<Value> kept =
        keep == 0
            ? Optional.empty()
            : Optional.of(new PlaneNodes(graph).times(planes, (float) keep));
    return along(half, gaussian, !alongRows, mixed, kept);
  }

  /**
   * Returns the weighted sums along one axis, from the middle outwards as in the engine.
   *
   * @param before what they are added to, if anything
   */
  private Value along(
      Value planes,
      GaussianDenoising stage,
      boolean vertical,
      double[] weights,
      Optional<Value> before) {
    PlaneNodes nodes = new PlaneNodes(graph);
    int radius = weights.length / 2;
    int down = vertical ? 1 : 0;
    int right = 1 - down;
    int rows = radius * down;
    int columns = radius * right;
    Value extended =
        nodes.padded(planes, stage.border(), stage.name(), rows, columns, rows, columns);
    double middle = weights[radius];
    Value sum =
        before
            .map(kept -> nodes.fused(planes, middle, kept))
            .orElseGet(() -> nodes.times(planes, (float) middle));
    for (int i = 1; i <= radius; i++) {
      Value pair =
          nodes.plus(
              nodes.cut(
                  extended,
                  (radius - i) * down,
                  (radius - i) * right,
                  (radius + i) * down,
                  (radius + i) * right),
              nodes.cut(
                  extended,
                  (radius + i) * down,
                  (radius + i) * right,
                  (radius - i) * down,
                  (radius - i) * right));
      sum = nodes.fused(pair, weights[radius + i], sum);
    }
    return sum;
  }

  Value apply(Gamma gamma, Value colours) {
    graph.section(gamma.name());
    Value clipped =
        graph.node("Clip", List.of(colours, graph.number(gamma.floor()), graph.number(1)));
    return graph.node("Pow", clipped, graph.number(1 / gamma.gamma()));
  }
}
