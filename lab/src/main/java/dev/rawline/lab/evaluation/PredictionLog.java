package dev.rawline.lab.evaluation;

import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.CsvText;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.metric.MaskOverlap;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The predictions of a model for single samples, in {@code said.csv}: the class with its
 * probability, the number, or the IoU of the mask with its pixels.
 */
public final class PredictionLog {
  private static final String NAME = "said.csv";
  private static final int MASK_FIELDS = 7;

  private final Task task;
  private final CsvText lines;

  /** Begins with no sample. */
  public PredictionLog(Task task) {
    this.task = task;
    lines =
        CsvText.of(
            "sample,truth,predicted,probability"
                + (task instanceof Task.Segmentation ? ",both,marked,object" : ""));
  }

  /**
   * The prediction for a sample.
   *
   * @param sample its id
   * @param truth its class or number; empty of masks
   * @param predicted the predicted class or number; the IoU of a mask
   * @param probability the predicted probability of the class, 0 to 1; 1 where there is none
   * @param pixels the overlap of masks; none of classes and numbers, and of earlier runs
   */
  public record PredictionRow(
      String sample,
      String truth,
      String predicted,
      double probability,
      Optional<MaskOverlap> pixels) {
    private PredictionRow(String sample, String truth, String predicted, double probability) {
      this(sample, truth, predicted, probability, Optional.empty());
    }
  }

  /** Adds a sample. */
  public void add(Prediction answer) {
    PredictionRow row = row(answer);
    List<Object> fields =
        new ArrayList<>(List.of(row.sample, row.truth, row.predicted, row.probability));
    row.pixels.ifPresent(
        overlap -> fields.addAll(List.of(overlap.both(), overlap.predicted(), overlap.truth())));
    lines.add(fields);
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
          new PredictionRow(
              id, "", String.valueOf(found.overlap()), 1, Optional.of(found.pixels()));
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
                fields.get(0),
                fields.get(1),
                fields.get(2),
                Double.parseDouble(fields.get(3)),
                fields.size() < MASK_FIELDS
                    ? Optional.empty()
                    : Optional.of(
                        new MaskOverlap(
                            Long.parseLong(fields.get(4)),
                            Long.parseLong(fields.get(5)),
                            Long.parseLong(fields.get(6))))));
  }
}
