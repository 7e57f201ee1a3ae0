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
    FloatBuffer all = FloatBuffer.allocate(mosaics.size() * first.samples().length);
    mosaics.forEach(mosaic -> all.put(mosaic.samples()));
    return of(output, all.flip(), mosaics.size(), first.height(), first.width());
  }

  /** Returns an output for numbers of a shape. */
  float[] of(String output, FloatBuffer numbers, long... shape) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), numbers, shape);
        OrtSession.Result result = session.run(Map.of(name, input), Set.of(output))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
