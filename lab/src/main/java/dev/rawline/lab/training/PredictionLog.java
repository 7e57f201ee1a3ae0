package dev.rawline.lab.training;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.metric.MaskOverlap;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The predictions of a model for single samples, in {@code said.csv}: the class with its
 * probability, the number, or the IoU of the mask.
 */
public final class PredictionLog {
  private static final String NAME = "said.csv";
  private static final String HEAD = "sample,truth,predicted,probability";

  private final Task task;
  private final List<String> lines = new ArrayList<>(List.of(HEAD));

  /** Begins with no sample. */
  PredictionLog(Task task) {
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
  public record Answer(String sample, String truth, String predicted, double probability) {}

  /** Adds a sample. */
  void add(Prediction answer) {
    Answer row = row(answer);
    lines.add(
        String.join(
            ",",
            CsvLine.field(row.sample),
            CsvLine.field(row.truth),
            CsvLine.field(row.predicted),
            String.valueOf(row.probability)));
  }

  private Answer row(Prediction answer) {
    String id = answer.sample().id();
    Target target = answer.sample().target().orElseThrow();
    float[] numbers = answer.numbers();
    return switch (task) {
      case Task.Classification(List<String> classes) -> {
        int most = PredictionsFile.most(numbers);
        yield new Answer(
            id,
            target instanceof Target.OfClass(int number) ? classes.get(number) : "",
            classes.get(most),
            numbers[most]);
      }
      case Task.Segmentation() -> new Answer(id, "", String.valueOf(overlap(answer).iou()), 1);
      case Task.Regression _ ->
          new Answer(
              id,
              target instanceof Target.OfNumber(double value) ? String.valueOf(value) : "",
              String.valueOf(numbers[0]),
              1);
    };
  }

  private MaskOverlap overlap(Prediction answer) {
    try (Scope _ = new Scope()) {
      return MaskOverlap.of(
          answer.numbers(),
          task.targets(List.of(answer.sample()), answer.height(), answer.width()).toArray());
    }
  }

  /** Writes the table into a folder. */
  void write(Path folder) throws IOException {
    AtomicFile.write(
        folder.resolve(NAME), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the table of a folder. */
  public static List<Answer> read(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(NAME))) {
      return lines
          .skip(1)
          .map(CsvLine::fields)
          .map(
              fields ->
                  new Answer(
                      fields.get(0),
                      fields.get(1),
                      fields.get(2),
                      Double.parseDouble(fields.get(3))))
          .toList();
    }
  }
}
