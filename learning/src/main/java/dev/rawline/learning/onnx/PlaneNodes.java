package dev.rawline.learning.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import dev.rawline.learning.standardize.FixedStandardizer;
import java.util.List;

/** Arithmetic on planes (image, channel, row, column) as nodes of a graph. */
record PlaneNodes(OnnxGraph graph) {
  private static final long TO_THE_END = Long.MAX_VALUE;

  /** Returns planes extended beyond their edges. */
  Value padded(Value planes, Border border, String stage, int before, int after) {
    return padded(planes, border, stage, before, before, after, after);
  }

  Value padded(
      Value planes, Border border, String stage, int top, int left, int bottom, int right) {
    if (top + left + bottom + right == 0) {
      return planes;
    }
    Value pads = graph.whole(0, 0, top, left, 0, 0, bottom, right);
    return switch (border) {
      case MIRROR -> {
        graph.requireSide(1 + Math.max(Math.max(top, bottom), Math.max(left, right)));
        yield graph.node("Pad", planes, pads, OnnxGraph.word("mode", "reflect"));
      }
      case ZERO -> graph.node("Pad", planes, pads, OnnxGraph.word("mode", "constant"));
      case SYMMETRIC ->
          throw new IllegalArgumentException(
              "%s has the border symmetric, which ONNX does not have: expected mirror or zero; choose one of them in isp.yaml and train again"
                  .formatted(stage));
    };
  }

  /** Returns planes without some rows and columns at their edges. */
  Value cut(Value planes, int top, int left, int bottom, int right) {
    if (top + left + bottom + right == 0) {
      return planes;
    }
    return sliced(planes, graph.whole(top, left), graph.whole(end(bottom), end(right)));
  }

  private static long end(int less) {
    return less == 0 ? TO_THE_END : -less;
  }

  /** Returns the first rows and columns of planes, as many as a list of both sizes. */
  Value first(Value planes, Value sizes) {
    return sliced(planes, graph.whole(0, 0), sizes);
  }

  private Value sliced(Value planes, Value starts, Value ends) {
    return graph.node("Slice", List.of(planes, starts, ends, graph.whole(2, 3)));
  }

  Value plus(Value first, Value second) {
    return graph.node("Add", first, second);
  }

  Value minus(Value first, Value second) {
    return graph.node("Sub", first, second);
  }

  Value times(Value planes, double factor) {
    return factor == 1 ? planes : graph.node("Mul", planes, graph.number(factor));
  }

  /**
   * Returns weight · planes + sum, rounded once, as the engine's fused multiply-add: the product of
   * two float32 is exact in float64.
   */
  Value fused(Value planes, double weight, Value sum) {
    return fused(planes, graph.precise(new double[] {(float) weight}), sum);
  }

  /** Returns the same with weights of float64 that are numbers of float32. */
  Value fused(Value planes, Value weights, Value sum) {
    Value product = graph.node("Mul", wide(planes), weights);
    Value total = graph.node("Add", product, wide(sum));
    return graph.node("Cast", total, OnnxGraph.to(TensorProto.DataType.FLOAT));
  }

  private Value wide(Value planes) {
    return graph.node("Cast", planes, OnnxGraph.to(TensorProto.DataType.DOUBLE));
  }

  Value where(Value condition, Value then, Value otherwise) {
    return graph.node("Where", List.of(condition, then, otherwise));
  }

  /** Returns rows and columns of planes, as a list. */
  Value sizes(Value planes) {
    return graph.node("Shape", planes, OnnxGraph.integer("start", 2), OnnxGraph.integer("end", 4));
  }

  /**
   * Returns each plane convolved by the same kernel.
   *
   * @param channels how many planes there are
   * @param weights in reading order, odd sides
   */
  Value convolved(
      Value planes, int channels, double[] weights, int rows, Border border, String stage) {
    int columns = weights.length / rows;
    Value extended = padded(planes, border, stage, rows / 2, columns / 2, rows / 2, columns / 2);
    double[] repeated = new double[channels * weights.length];
    for (int channel = 0; channel < channels; channel++) {
      System.arraycopy(weights, 0, repeated, channel * weights.length, weights.length);
    }
    return graph.node(
        "Conv",
        extended,
        graph.floats(repeated, channels, 1, rows, columns),
        OnnxGraph.integer("group", channels));
  }

  /** Returns (planes − mean) / deviation, as a product and a sum. */
  Value standardized(Value planes, Standardization numbers, int channels) {
    double[] scales = new double[channels];
    double[] shifts = new double[channels];
    List<Colour> colours = FixedStandardizer.colours(channels);
    for (int i = 0; i < channels; i++) {
      scales[i] = 1 / numbers.deviation().at(colours.get(i));
      shifts[i] = -numbers.mean().at(colours.get(i)) / numbers.deviation().at(colours.get(i));
    }
    Value scaled = graph.node("Mul", planes, graph.floats(scales, 1, channels, 1, 1));
    return plus(scaled, graph.floats(shifts, 1, channels, 1, 1));
  }
}
