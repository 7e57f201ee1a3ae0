package dev.rawline.learning.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An ONNX graph under construction: inputs, constants, nodes in the order in which they are
 * computed, outputs.
 *
 * <p>Equal constants are stored once.
 */
final class OnnxGraph {
  private static final List<Long> SCALAR = List.of();

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("rawline");
  private final Map<TensorProto, Value> constants = new HashMap<>();
  private String section = "";
  private int smallestSide = 1;

  /** What the graph is given, holds or computes, by its name. */
  record Value(String name) {}

  /** The size of a tensor along one axis: a number, or the name of a size that may be any. */
  sealed interface Size {
    /** A size that the file states. */
    record Fixed(long value) implements Size {}

    /** A size that the caller chooses. */
    record Any(String name) implements Size {}
  }

  /** Names the part of the model that the following nodes belong to. */
  void section(String name) {
    section = name;
  }

  /** Notes that planes must have some rows and columns: ONNX reflects a sample only once. */
  void requireSide(int pixels) {
    smallestSide = Math.max(smallestSide, pixels);
  }

  /** Returns how many rows and columns pictures must have [px]. */
  int smallestSide() {
    return smallestSide;
  }

  GraphProto build() {
    return graph.build();
  }

  /** Adds an input of float32. */
  Value input(String name, Size... sizes) {
    graph.addInput(info(name, TensorProto.DataType.FLOAT, sizes));
    return new Value(name);
  }

  /** Makes a value of float32 an output, and gives it its name. */
  void output(Value value, String name, Size... sizes) {
    output(value, name, TensorProto.DataType.FLOAT, sizes);
  }

  /** Makes a value of a type an output, and gives it its name. */
  void output(Value value, String name, TensorProto.DataType type, Size... sizes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(name)
            .addInput(value.name())
            .addOutput(name));
    graph.addOutput(info(name, type, sizes));
  }

  private static ValueInfoProto info(String name, TensorProto.DataType type, Size... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Size size : sizes) {
      switch (size) {
        case Size.Fixed(long value) -> shape.addDimBuilder().setDimValue(value);
        case Size.Any(String any) -> shape.addDimBuilder().setDimParam(any);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  /** Adds a node with one output. */
  Value node(String operator, List<Value> inputs, AttributeProto... attributes) {
    String name = "%s/%s_%d".formatted(section, operator, graph.getNodeCount());
    NodeProto.Builder node =
        NodeProto.newBuilder().setOpType(operator).setName(name).addOutput(name);
    inputs.forEach(input -> node.addInput(input.name()));
    node.addAllAttribute(Arrays.asList(attributes));
    graph.addNode(node);
    return new Value(name);
  }

  /** Adds a node with two outputs, of which only the first is used. */
  Value firstOfTwo(String operator, List<Value> inputs, AttributeProto... attributes) {
    Value first = node(operator, inputs, attributes);
    graph.getNodeBuilder(graph.getNodeCount() - 1).addOutput(first.name() + "_second");
    return first;
  }

  Value node(String operator, Value input, AttributeProto... attributes) {
    return node(operator, List.of(input), attributes);
  }

  Value node(String operator, Value first, Value second, AttributeProto... attributes) {
    return node(operator, List.of(first, second), attributes);
  }

  /** Returns a constant float32 of a shape. */
  Value floats(float[] numbers, long... shape) {
    ByteBuffer bytes = bytes(Float.BYTES * numbers.length);
    bytes.asFloatBuffer().put(numbers);
    return constant(TensorProto.DataType.FLOAT, bytes, Arrays.stream(shape).boxed().toList());
  }

  /** Returns a constant float32 of a shape, each number rounded. */
  Value floats(double[] numbers, long... shape) {
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return floats(rounded, shape);
  }

  /** Returns one float32. */
  Value number(double number) {
    ByteBuffer bytes = bytes(Float.BYTES);
    bytes.putFloat(0, (float) number);
    return constant(TensorProto.DataType.FLOAT, bytes, SCALAR);
  }

  /** Returns a constant float64 of a shape. */
  Value precise(double[] numbers, long... shape) {
    ByteBuffer bytes = bytes(Double.BYTES * numbers.length);
    bytes.asDoubleBuffer().put(numbers);
    return constant(TensorProto.DataType.DOUBLE, bytes, Arrays.stream(shape).boxed().toList());
  }

  /** Returns a list of whole numbers, such as sizes. */
  Value whole(long... numbers) {
    return whole(List.of((long) numbers.length), numbers);
  }

  /** Returns whole numbers of the shape (number, 1). */
  Value column(long... numbers) {
    return whole(List.of((long) numbers.length, 1L), numbers);
  }

  /** Returns one whole number. */
  Value scalar(long number) {
    return whole(SCALAR, number);
  }

  private Value whole(List<Long> shape, long... numbers) {
    ByteBuffer bytes = bytes(Long.BYTES * numbers.length);
    bytes.asLongBuffer().put(numbers);
    return constant(TensorProto.DataType.INT64, bytes, shape);
  }

  /** Returns a constant of truths of a shape. */
  Value truths(boolean[] truths, long... shape) {
    ByteBuffer bytes = bytes(truths.length);
    for (int i = 0; i < truths.length; i++) {
      bytes.put(i, (byte) (truths[i] ? 1 : 0));
    }
    return constant(TensorProto.DataType.BOOL, bytes, Arrays.stream(shape).boxed().toList());
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Value constant(TensorProto.DataType type, ByteBuffer bytes, List<Long> shape) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDataType(type.getNumber())
            .addAllDims(shape)
            .setRawData(ByteString.copyFrom(bytes.rewind()))
            .build();
    return constants.computeIfAbsent(
        tensor,
        unnamed -> {
          String name = "constant_" + constants.size();
          graph.addInitializer(unnamed.toBuilder().setName(name));
          return new Value(name);
        });
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto number(String name, double value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF((float) value)
        .build();
  }

  static AttributeProto integers(String name, long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  static AttributeProto word(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFrom(value, StandardCharsets.UTF_8))
        .build();
  }

  /** Returns the element types of Cast. */
  static AttributeProto to(TensorProto.DataType type) {
    return integer("to", type.getNumber());
  }

  /** Returns values joined along the channels. */
  Value joined(Value... values) {
    return node("Concat", Stream.of(values).toList(), integer("axis", 1));
  }
}
