package dev.rawline.learning.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import java.util.List;

/**
 * Pictures reduced to squares, each pixel the mean of its area, for pictures of any size.
 *
 * <p>Pixel i of n is the mean of the samples from ⌊i·m/n⌋ to ⌈(i+1)·m/n⌉ − 1 of m: a product with a
 * matrix of weights on either side.
 *
 * @param graph the graph
 */
record AreaMeanNodes(OnnxGraph graph) {

  Value of(Value pictures, int side) {
    graph.section("size");
    Value rows = weights(pictures, 2, side);
    Value columns = weights(pictures, 3, side);
    Value fewerRows = graph.node("MatMul", rows, pictures);
    Value transposed = graph.node("Transpose", columns, OnnxGraph.integers("perm", 1, 0));
    return graph.node("MatMul", fewerRows, transposed);
  }

  /** Returns the weights (pixel, sample) along an axis. */
  private Value weights(Value pictures, int axis, int side) {
    Value samples =
        graph.node(
            "Shape",
            pictures,
            OnnxGraph.integer("start", axis),
            OnnxGraph.integer("end", axis + 1L));
    Value zero = graph.scalar(0);
    Value one = graph.scalar(1);
    Value count = graph.node("Squeeze", samples, graph.whole(0));
    Value places = graph.node("Range", List.of(zero, count, one));
    long[] starts = new long[side];
    long[] ends = new long[side];
    for (int i = 0; i < side; i++) {
      starts[i] = i;
      ends[i] = i + 1L;
    }
    Value first = quotient(graph.column(starts), samples, 0, side);
    Value end = quotient(graph.column(ends), samples, side - 1L, side);
    Value inside =
        graph.node(
            "And", graph.node("GreaterOrEqual", places, first), graph.node("Less", places, end));
    return graph.node("Div", real(inside), real(graph.node("Sub", end, first)));
  }

  private Value quotient(Value numbers, Value samples, long more, int side) {
    Value product = graph.node("Mul", numbers, samples);
    return graph.node("Div", graph.node("Add", product, graph.whole(more)), graph.whole(side));
  }

  private Value real(Value value) {
    return graph.node("Cast", value, OnnxGraph.to(TensorProto.DataType.FLOAT));
  }
}
