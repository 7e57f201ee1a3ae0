package dev.rawline.learning.onnx;

import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.model.BatchNorm;
import dev.rawline.learning.model.Layers;
import dev.rawline.learning.onnx.OnnxGraph.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The layers of a network as nodes, in evaluation mode and float32. */
record NetworkNodes(OnnxGraph graph) implements Layers<Value> {

  private Value constant(Tensor tensor) {
    return graph.floats(tensor.toArray(), tensor.shape());
  }

  @Override
  public Value convolution(
      Value features, Tensor weight, Optional<Tensor> bias, int stride, int padding) {
    List<Value> inputs =
        bias.map(numbers -> List.of(features, constant(weight), constant(numbers)))
            .orElseGet(() -> List.of(features, constant(weight)));
    return graph.node(
        "Conv",
        inputs,
        OnnxGraph.integers("strides", stride, stride),
        OnnxGraph.integers("pads", padding, padding, padding, padding));
  }

  @Override
  public Value normalized(Value features, BatchNorm norm) {
    float[] ones = new float[Math.toIntExact(norm.mean().size())];
    Arrays.fill(ones, 1);
    return graph.node(
        "BatchNormalization",
        List.of(
            features,
            norm.weight().map(this::constant).orElseGet(() -> graph.floats(ones, ones.length)),
            norm.bias()
                .map(this::constant)
                .orElseGet(() -> graph.floats(new float[ones.length], ones.length)),
            constant(norm.mean()),
            constant(norm.variance())),
        OnnxGraph.number("epsilon", BatchNorm.EPSILON));
  }

  @Override
  public Value relu(Value features) {
    return graph.node("Relu", features);
  }

  @Override
  public Value maxPool(Value features, int side, int stride, int padding) {
    return graph.node(
        "MaxPool",
        features,
        OnnxGraph.integers("kernel_shape", side, side),
        OnnxGraph.integers("strides", stride, stride),
        OnnxGraph.integers("pads", padding, padding, padding, padding));
  }

  @Override
  public Value sum(Value features, Value more) {
    return graph.node("Add", features, more);
  }

  @Override
  public Value concatenated(List<Value> features) {
    return graph.joined(features.toArray(Value[]::new));
  }

  @Override
  public Value enlarged(Value features) {
    // The second input, regions of interest, is left out.
    return graph.node(
        "Resize",
        List.of(features, new Value(""), graph.floats(new float[] {1, 1, 2, 2}, 4)),
        OnnxGraph.word("mode", "nearest"),
        OnnxGraph.word("coordinate_transformation_mode", "asymmetric"),
        OnnxGraph.word("nearest_mode", "floor"));
  }

  @Override
  public Value mean(Value features) {
    return graph.node("Flatten", graph.node("GlobalAveragePool", features));
  }

  @Override
  public Value linear(Value features, Tensor weight, Tensor bias) {
    return graph.node(
        "Gemm",
        List.of(features, constant(weight), constant(bias)),
        OnnxGraph.integer("transB", 1));
  }
}
