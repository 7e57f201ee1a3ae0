package dev.rawline.learning.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.rawline.imaging.frame.RawImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A file in ONNX Runtime, for comparison. */
final class OnnxRun implements AutoCloseable {
  private final OrtSession session;

  OnnxRun(Path file) throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
    }
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  /** Returns an output for mosaics of one size. */
  float[] of(String output, List<RawImage> mosaics) throws OrtException {
    RawImage first = mosaics.getFirst();
    return of(output, samples(mosaics), mosaics.size(), first.height(), first.width());
  }

  private static FloatBuffer samples(List<RawImage> mosaics) {
    FloatBuffer all = FloatBuffer.allocate(mosaics.size() * mosaics.getFirst().samples().length);
    mosaics.forEach(mosaic -> all.put(mosaic.samples()));
    return all.flip();
  }

  /** Returns an output for numbers of a shape. */
  float[] of(String output, FloatBuffer numbers, long... shape) throws OrtException {
    return run(output, numbers, tensor -> tensor.getFloatBuffer().array(), shape);
  }

  private <T> T run(
      String output, FloatBuffer numbers, Function<OnnxTensor, T> contents, long... shape)
      throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, shape);
        OrtSession.Result result = session.run(Map.of(name, input), Set.of(output))) {
      return contents.apply((OnnxTensor) result.get(0));
    }
  }

  /** Returns the mask for mosaics of one size. */
  byte[] mask(List<RawImage> mosaics) throws OrtException {
    return run(
        ExportedModel.MASK,
        samples(mosaics),
        tensor -> tensor.getByteBuffer().array(),
        mosaics.size(),
        mosaics.getFirst().height(),
        mosaics.getFirst().width());
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
