package dev.rawline.lab.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a model does on a test side.
 *
 * @param metrics every metric, by name
 * @param folder where its predictions lie
 */
public record EvaluationResult(SequencedMap<String, Double> metrics, Path folder) {
  /** Copies the metrics. */
  public EvaluationResult {
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
  }

  /** Returns the prediction for each sample, in the order of the data set. */
  public List<PredictionLog.PredictionRow> predictions() throws IOException {
    return PredictionLog.read(folder);
  }
}
