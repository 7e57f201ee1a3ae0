package dev.rawline.lab.evaluation;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.CsvText;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The predictions of a model for single samples, in {@code said.csv}: the class with its
 * probability, the number, or the IoU of the mask.
 */
public final class PredictionLog {
  private static final String NAME = "said.csv";

  private final Task task;
  private final CsvText lines = CsvText.of("sample,truth,predicted,probability");

  /** Begins with no sample. */
  public PredictionLog(Task task) {
    this.task = task;
  }

  /**
   * The prediction for a sample.
   *
   * @param sample its id
   * @param truth its class or number; empty of masks
   * @param predicted the predicted class or number; the IoU of a mask
   * @param probability the predicted probability of the class, 0 to 1; 1 where there is none
   */
  public record PredictionRow(String sample, String truth, String predicted, double probability) {}

  /** Adds a sample. */
  public void add(Prediction answer) {
    PredictionRow row = row(answer);
    lines.add(row.sample, row.truth, row.predicted, row.probability);
  }

  private PredictionRow row(Prediction answer) {
    String id = answer.sample().id();
    return switch (LabelledPrediction.of(task, answer)) {
      case LabelledPrediction.OfClass found ->
          new PredictionRow(
              id,
              found.classes().get(found.target()),
              found.classes().get(found.predicted()),
              found.shares().get(found.predicted()));
      case LabelledPrediction.OfPixels found ->
          new PredictionRow(id, "", String.valueOf(found.overlap()), 1);
      case LabelledPrediction.OfNumber(String _, double predicted, double target) ->
          new PredictionRow(id, String.valueOf(target), String.valueOf((float) predicted), 1);
    };
  }

  /** Writes the table into a folder. */
  public void write(Path folder) throws IOException {
    lines.write(folder.resolve(NAME));
  }

  /** Reads the table of a folder. */
  public static List<PredictionRow> read(Path folder) throws IOException {
    return CsvLine.read(
        folder.resolve(NAME),
        fields ->
            new PredictionRow(
                fields.get(0), fields.get(1), fields.get(2), Double.parseDouble(fields.get(3))));
  }
}
