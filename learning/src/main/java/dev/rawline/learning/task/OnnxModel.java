package dev.rawline.learning.task;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.learning.engine.NoGradient;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.loss.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private final OnnxSession session;
  private final ModelSignature contract;

  /** The sizes that the file states; -1 where they may be any. */
  private final long[] shape;

  private final int outputs;

  private OnnxModel(Path file, OnnxSession session, ModelSignature contract)
      throws RejectedFileException {
    this.file = file;
    this.session = session;
    this.contract = contract;
    try {
      shape = inputShape();
      outputs = countOutputs();
    } catch (IllegalArgumentException e) {
      throw new RejectedFileException(file, e.getMessage(), EXPORT);
    }
  }

  /**
   * Opens a file.
   *
   * @param threads how many threads compute
   * @throws RejectedFileException if it is no ONNX file, or its shapes are others than those above
   * @throws IOException if it cannot be read
   */
  public static OnnxModel open(Path file, int threads, ModelSignature contract) throws IOException {
    OnnxSession session = OnnxSession.open(file, threads);
    try {
      return new OnnxModel(file, session, contract);
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private long[] inputShape() {
    long[] sizes = session.inputShape();
    if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      throw new IllegalArgumentException(
          "its input '%s' has the shape %s: expected sizes from 1 on, or any"
              .formatted(session.inputName(), written(sizes)));
    }
    if (sizes.length != 4 || (sizes[1] != Picture.CHANNELS && sizes[1] >= 0)) {
      boolean last = sizes.length == 4 && sizes[3] == Picture.CHANNELS;
      throw new IllegalArgumentException(
          "its input '%s' has the shape %s: expected (image, 3, row, column)%s"
              .formatted(
                  session.inputName(),
                  written(sizes),
                  last ? "; this one expects the colours last" : ""));
    }
    return sizes;
  }

  private int countOutputs() {
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
  private Tensor run(Tensor pictures, int atOnce) {
    long[] sizes = pictures.shape();
    sizes[0] = atOnce;
    return session.run(pictures.toArray(), sizes);
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

  @Override
  public void close() {
    session.close();
  }
}
