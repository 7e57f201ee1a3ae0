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
 * What a model says of single samples, in {@code said.csv}: its class and how likely the model
 * thinks it, its number, or the IoU of its mask.
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
   * What a model says of a sample.
   *
   * @param sample its id
   * @param truth its class or number; empty of masks
   * @param predicted the class or number that the model says; the IoU of a mask
   * @param probability how likely the model thinks it, 0 to 1; 1 where it says none
   */
  public record Said(String sample, String truth, String predicted, double probability) {}

  /** Adds a sample. */
  void add(Prediction answer) {
    Said said = said(answer);
    lines.add(
        String.join(
            ",",
            CsvLine.field(said.sample),
            CsvLine.field(said.truth),
            CsvLine.field(said.predicted),
            String.valueOf(said.probability)));
  }

  private Said said(Prediction answer) {
    String id = answer.sample().id();
    Target target = answer.sample().target().orElseThrow();
    float[] numbers = answer.numbers();
    return switch (task) {
      case Task.Classification(List<String> classes) -> {
        int most = PredictionsFile.most(numbers);
        yield new Said(
            id,
            target instanceof Target.OfClass(int number) ? classes.get(number) : "",
            classes.get(most),
            numbers[most]);
      }
      case Task.Segmentation() -> new Said(id, "", String.valueOf(overlap(answer).iou()), 1);
      case Task.Regression _ ->
          new Said(
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
  public static List<Said> read(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(NAME))) {
      return lines
          .skip(1)
          .map(CsvLine::fields)
          .map(
              fields ->
                  new Said(
                      fields.get(0),
                      fields.get(1),
                      fields.get(2),
                      Double.parseDouble(fields.get(3))))
          .toList();
    }
  }
}
