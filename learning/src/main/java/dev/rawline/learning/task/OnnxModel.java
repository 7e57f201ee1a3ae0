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
import dev.rawline.imaging.frame.Picture;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An ONNX file as a task model, computed by ONNX Runtime on the CPU. It predicts; it has no
 * gradient.
 *
 * <p>The model has one input, float32 of the shape (image, 3, row, column), and its first output is
 * float32 too. Sizes that the file leaves open may be any. A model with a fixed batch size is run
 * on batches of that size.
 */
public final class OnnxModel implements TaskModel {
  private static final String EXPORT =
      "export it with one input, float32 of the shape (image, 3, row, column)";

  private final Path file;
  private final OrtSession session;
  private final ModelSignature contract;

  /** The sizes that the file states; -1 where they may be any. */
  private final long[] shape;

  private final int outputs;

  private OnnxModel(Path file, OrtSession session, ModelSignature contract) throws IOException {
    this.file = file;
    this.session = session;
    this.contract = contract;
    try {
      shape = inputShape();
      outputs = countOutputs();
    } catch (OrtException e) {
      throw new RejectedFileException(file, "cannot be used: " + sentence(e), EXPORT);
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(file, e.getMessage(), EXPORT);
    }
  }

  /**
   * Opens a file whose model takes views without standardization and returns logits.
   *
   * @param threads how many threads compute
   * @throws IOException if it is none, or its shapes are others than those above
   */
  public static OnnxModel open(Path file, int threads) throws IOException {
    return open(file, threads, ModelSignature.plain());
  }

  /**
   * Opens a file.
   *
   * @param threads how many threads compute
   * @throws RejectedFileException if it is no ONNX file, or its shapes are others than those above
   * @throws IOException if it cannot be read
   */
  public static OnnxModel open(Path file, int threads, ModelSignature contract) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(file, "the file does not exist", "check the path");
    }
    OrtSession session = session(file, threads);
    try {
      return new OnnxModel(file, session, contract);
    } catch (IOException | RuntimeException e) {
      close(session);
      throw e;
    }
  }

  private static OrtSession session(Path file, int threads) throws IOException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(threads);
      // A thread that waits for work must not keep a core from others.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw new RejectedFileException(
          file, "cannot be opened as an ONNX file: " + sentence(e), "export it again");
    }
  }

  private long[] inputShape() throws OrtException {
    List<NodeInfo> inputs = List.copyOf(session.getInputInfo().values());
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "the model has the inputs %s: expected one"
              .formatted(inputs.stream().map(NodeInfo::getName).toList()));
    }
    NodeInfo input = inputs.getFirst();
    if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException(
          "its input '%s' is %s: expected a tensor of float32"
              .formatted(input.getName(), input.getInfo()));
    }
    long[] sizes = tensor.getShape();
    if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException(
          "its input '%s' has the shape %s: expected sizes from 1 on, or any"
              .formatted(input.getName(), written(sizes)));
    }
    if (sizes.length != 4 || (sizes[1] != Picture.CHANNELS && sizes[1] >= 0)) {
      boolean last = sizes.length == 4 && sizes[3] == Picture.CHANNELS;
      throw new IllegalArgumentException(
          "its input '%s' has the shape %s: expected (image, 3, row, column)%s"
              .formatted(
                  input.getName(),
                  written(sizes),
                  last ? "; this one expects the colours last" : ""));
    }
    return sizes;
  }

  private int countOutputs() throws OrtException {
    int height = shape[2] < 0 ? contract.height() : Math.toIntExact(shape[2]);
    int width = shape[3] < 0 ? contract.width() : Math.toIntExact(shape[3]);
    float[] grey = new float[Picture.CHANNELS * height * width];
    Arrays.fill(grey, 0.5f);
    return Math.toIntExact(logits(new ViewBatch(1, height, width, grey)).shape().get(1));
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public boolean hasGradient() {
    return false;
  }

  @Override
  public Logits logits(ViewBatch views) {
    requireSize(views);
    try (Scope _ = new Scope();
        NoGradient _ = new NoGradient()) {
      Tensor pictures = contract.standardized(views.tensor());
      int atOnce = shape[0] < 0 ? views.count() : Math.toIntExact(shape[0]);
      List<Tensor> outputs = new ArrayList<>();
      for (int first = 0; first < views.count(); first += atOnce) {
        int count = Math.min(atOnce, views.count() - first);
        outputs.add(run(pictures.narrow(0, first, count), atOnce).narrow(0, 0, count));
      }
      return Logits.of(contract.logits(Tensor.concatenate(outputs, 0)));
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "%s rejects %s: %s".formatted(file.getFileName(), views, sentence(e)), e);
    }
  }

  private void requireSize(ViewBatch views) {
    long height = shape[2] < 0 ? views.height() : shape[2];
    long width = shape[3] < 0 ? views.width() : shape[3];
    if (views.height() != height || views.width() != width) {
      throw new IllegalArgumentException(
          "views have %d×%d pixels, but %s accepts only %d×%d: %s"
              .formatted(
                  views.width(),
                  views.height(),
                  file.getFileName(),
                  width,
                  height,
                  width == height
                      ? "--size %d shrinks squares to that, --crop cuts squares out"
                          .formatted(width)
                      : "export it for any size"));
    }
  }

  /** Runs the model on pictures, padded by zeros to its batch size. */
  private Tensor run(Tensor pictures, int atOnce) throws OrtException {
    long[] sizes = pictures.shape();
    sizes[0] = atOnce;
    String name = session.getInputNames().iterator().next();
    // This memory is freed here; copies by the runtime would wait for the garbage collector.
    try (Arena arena = Arena.ofConfined();
        OnnxTensor input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), given(arena, pictures, sizes), sizes);
        OrtSession.Result result = session.run(Map.of(name, input))) {
      if (!(result.get(0) instanceof OnnxTensor outputs)
          || outputs.getInfo().type != OnnxJavaType.FLOAT) {
        throw new IllegalArgumentException(
            "its first output is %s: expected a tensor of float32"
                .formatted(result.get(0).getInfo()));
      }
      long[] sizesOut = outputs.getInfo().getShape();
      ModelSignature.requireShape(sizesOut, atOnce);
      return Tensor.of(outputs.getFloatBuffer().array(), sizesOut);
    }
  }

  private static FloatBuffer given(Arena arena, Tensor pictures, long[] sizes) {
    float[] samples = pictures.toArray();
    long count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    MemorySegment given = arena.allocate(ValueLayout.JAVA_FLOAT, count);
    MemorySegment.copy(samples, 0, given, ValueLayout.JAVA_FLOAT, 0, samples.length);
    return given.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public LossGradient lossGradient(ViewBatch views, Tensor targets, Loss loss) {
    throw new UnsupportedOperationException(
        "%s is an ONNX file, which has no gradient: use a gradient-free search, or export the model as TorchScript"
            .formatted(file.getFileName()));
  }

  private static String written(long[] sizes) {
    return Arrays.stream(sizes).mapToObj(size -> size < 0 ? "any" : "" + size).toList().toString();
  }

  private static String sentence(OrtException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\n\\s*", " ");
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
