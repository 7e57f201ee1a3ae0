package dev.rawline.learning.task;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.learning.engine.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** An open ONNX file with one input of float32, computed by ONNX Runtime on the CPU. */
public final class OnnxSession implements AutoCloseable {
  private final Path file;
  private final OrtSession session;

  private OnnxSession(Path file, OrtSession session) {
    this.file = file;
    this.session = session;
  }

  /**
   * Opens a file.
   *
   * @param threads how many threads compute
   * @throws RejectedFileException if it is no ONNX file
   * @throws IOException if it cannot be read
   */
  public static OnnxSession open(Path file, int threads) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(file, "the file does not exist", "check the path");
    }
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(threads);
      // A thread that waits for work must not keep a core from others.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new OnnxSession(file, environment.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new RejectedFileException(
          file, "cannot be opened as an ONNX file: " + sentence(e), "export it again");
    }
  }

  /**
   * Returns the sizes of the input that the file states; -1 where they may be any.
   *
   * @throws IllegalArgumentException if there is not one input of float32
   */
  long[] inputShape() {
    NodeInfo input = input();
    if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException(
          "its input '%s' is %s: expected a tensor of float32"
              .formatted(input.getName(), input.getInfo()));
    }
    return tensor.getShape();
  }

  /** Returns the name of the input. */
  String inputName() {
    return input().getName();
  }

  private NodeInfo input() {
    try {
      List<NodeInfo> inputs = List.copyOf(session.getInputInfo().values());
      if (inputs.size() != 1) {
        throw new IllegalArgumentException(
            "the model has the inputs %s: expected one"
                .formatted(inputs.stream().map(NodeInfo::getName).toList()));
      }
      return inputs.getFirst();
    } catch (OrtException e) {
      throw new IllegalArgumentException("cannot be used: " + sentence(e), e);
    }
  }

  /**
   * Returns the first output.
   *
   * @param samples the input's numbers; missing ones are 0
   * @param sizes the input's shape, the number of images first
   * @throws IllegalArgumentException if the model rejects them, or returns something else than an
   *     output of float32 for each image, or for each pixel of each image
   */
  public Tensor run(float[] samples, long... sizes) {
    // This memory is freed here; copies by the runtime would wait for the garbage collector.
    try (Arena arena = Arena.ofConfined();
        OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), given(arena, samples, sizes), sizes);
        OrtSession.Result result = session.run(Map.of(inputName(), input))) {
      if (!(result.get(0) instanceof OnnxTensor outputs)
          || outputs.getInfo().type != OnnxJavaType.FLOAT) {
        throw new IllegalArgumentException(
            "its first output is %s: expected a tensor of float32"
                .formatted(result.get(0).getInfo()));
      }
      long[] sizesOut = outputs.getInfo().getShape();
      ModelSignature.requireShape(sizesOut, sizes[0]);
      return Tensor.of(outputs.getFloatBuffer().array(), sizesOut);
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "%s rejects an input of the shape %s: %s"
              .formatted(file.getFileName(), Arrays.toString(sizes), sentence(e)),
          e);
    }
  }

  private static FloatBuffer given(Arena arena, float[] samples, long... sizes) {
    long count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    MemorySegment given = arena.allocate(ValueLayout.JAVA_FLOAT, count);
    MemorySegment.copy(samples, 0, given, ValueLayout.JAVA_FLOAT, 0, samples.length);
    return given.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static String sentence(OrtException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", " ");
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
