package dev.rawline.workbench.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Small runs as experiments write them. */
final class Samples {
  private Samples() {}

  static RunOrigin origin() {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("rawline", "0.1.0");
    versions.put("java", "25");
    versions.put("engine", "libtorch 2.10");
    return new RunOrigin("ab12", "c0ffee-changed", "da7a", List.of(1L, 7L), "a machine", versions);
  }

  static RunStart start(String name) {
    return new RunStart("cells", name, "train", origin());
  }

  /**
   * Writes an experiment on two views with two splits: a run with cells and predictions, and a
   * training for each view and split within it.
   *
   * @return the experiment's number
   */
  static long drift(LabBook book, Path scratch) throws IOException {
    RunLog drift = book.begin(new RunStart("cells", "two views", "drift", origin()));
    drift.parameters(Map.of("views", "2", "splits", "2"));
    List<String> views = List.of("menon-unsharp-median", "bilinear-sharpen-gaussian");
    for (String trained : views) {
      for (int split = 1; split <= 2; split++) {
        training(drift, trained, split, scratch);
        for (String tested : views) {
          double accuracy = (trained.equals(tested) ? 0.9 : 0.8) + 0.01 * split;
          drift.cells(List.of(cell(trained, tested, "", 0, split, "accuracy", accuracy)));
          drift.predictions(predictions(trained, tested, split));
        }
        for (int severity = 1; severity <= 3; severity++) {
          drift.cells(
              List.of(
                  cell(
                      trained,
                      trained,
                      "gaussian_noise",
                      severity,
                      split,
                      "accuracy",
                      0.9 - 0.1 * severity)));
        }
      }
    }
    drift.metrics(
        List.of(
            new RunLog.Measured("matched_mean", 0, 0.915),
            new RunLog.Measured("drift_drop", 0, 0.1)));
    drift.tags(Map.of("note", "good"));
    drift.end(RunState.FINISHED);
    return Long.parseLong(drift.id());
  }

  private static void training(RunLog drift, String view, int split, Path scratch)
      throws IOException {
    RunLog training =
        drift.begin(
            new RunStart("cells", "train %s, split %d".formatted(view, split), "train", origin()));
    training.parameters(
        Map.of(
            "learning_rate",
            "0.001",
            "data_model",
            "{static: %s}".formatted(view),
            "split",
            String.valueOf(split)));
    for (int epoch = 1; epoch <= 3; epoch++) {
      training.metrics(
          List.of(
              new RunLog.Measured("training_loss", epoch, 1.0 / epoch),
              new RunLog.Measured("accuracy", epoch, 0.7 + 0.05 * epoch + 0.001 * split)));
    }
    training.metrics(List.of(new RunLog.Measured("final_test_accuracy", 0, 0.8 + 0.01 * split)));
    Path weights = scratch.resolve("weights-%s-%d".formatted(view, split));
    training.artefact("model/model.safetensors", Files.writeString(weights, view + split));
    training.end(RunState.FINISHED);
  }

  private static RunLog.Cell cell(
      String trained,
      String tested,
      String corruption,
      int severity,
      int split,
      String metric,
      double value) {
    return new RunLog.Cell(trained, tested, corruption, severity, split, metric, value);
  }

  private static List<RunLog.PredictionEntry> predictions(
      String trained, String tested, int split) {
    List<RunLog.PredictionEntry> predictions = new ArrayList<>();
    for (int sample = 0; sample < 4; sample++) {
      boolean wrong = sample == 0 && !trained.equals(tested);
      predictions.add(
          new RunLog.PredictionEntry(
              trained,
              tested,
              "",
              0,
              split,
              "cell-" + sample,
              "monocyte",
              wrong ? "lymphocyte" : "monocyte",
              0.6 + 0.1 * sample));
    }
    return predictions;
  }
}
