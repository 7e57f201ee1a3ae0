package dev.rawline.lab.training;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.learning.joint.Answer;
import dev.rawline.learning.metric.Overlap;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a model says of samples, in {@code predictions.csv}: a line each, with the probability of
 * every class, and what is true where that is known. Masks go into {@code masks/}.
 */
final class PredictionsFile {
  static final String NAME = "predictions.csv";
  static final String MASKS = "masks";

  private final Task task;
  private final Path folder;
  private final String prefix;
  private final List<String> lines = new ArrayList<>();

  /** Begins the table of a folder. */
  PredictionsFile(Task task, Path folder) {
    this(task, folder, "");
  }

  /**
   * Begins a table beside others.
   *
   * @param prefix what the names of its files begin with
   */
  PredictionsFile(Task task, Path folder, String prefix) {
    this.task = task;
    this.folder = folder;
    this.prefix = prefix;
    Stream<String> columns =
        switch (task) {
          case Task.Classification(List<String> classes) ->
              Stream.concat(Stream.of("id", "class", "truth"), classes.stream());
          case Task.Segmentation() -> Stream.of("id", "object_share", "mask");
          case Task.Regression(String name) -> Stream.of("id", name, "truth");
        };
    lines.add(columns.map(CsvLine::field).reduce((one, next) -> one + "," + next).orElseThrow());
  }

  /**
   * Adds a line.
   *
   * @throws IOException if a mask cannot be written
   */
  void add(Answer answer) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(CsvLine.field(answer.sample().id()));
    switch (task) {
      case Task.Classification(List<String> classes) -> {
        line.add(CsvLine.field(classes.get(most(answer.numbers()))));
        line.add(
            answer.sample().target().orElse(null) instanceof Target.OfClass(int number)
                ? CsvLine.field(classes.get(number))
                : "");
        for (float share : answer.numbers()) {
          line.add(String.format(Locale.ROOT, "%.6f", share));
        }
      }
      case Task.Segmentation() -> {
        Mask mask = mask(answer);
        Path file = folder.resolve(prefix + MASKS).resolve(answer.sample().id() + ".png");
        Files.createDirectories(file.getParent());
        MaskFile.write(mask, file);
        line.add(String.format(Locale.ROOT, "%.6f", share(mask)));
        line.add(CsvLine.field(folder.relativize(file).toString()));
      }
      case Task.Regression _ -> {
        line.add(String.valueOf(answer.numbers()[0]));
        line.add(
            answer.sample().target().orElse(null) instanceof Target.OfNumber(double value)
                ? String.valueOf(value)
                : "");
      }
    }
    lines.add(String.join(",", line));
  }

  /** Returns the place of the largest number. */
  static int most(float[] numbers) {
    int most = 0;
    for (int i = 1; i < numbers.length; i++) {
      most = numbers[i] > numbers[most] ? i : most;
    }
    return most;
  }

  /** Returns the pixels that belong to an object more likely than not. */
  static Mask mask(Answer answer) {
    byte[] kinds = new byte[answer.numbers().length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) (answer.numbers()[i] >= Overlap.THRESHOLD ? 1 : 0);
    }
    return new Mask(answer.width(), answer.height(), kinds);
  }

  private static double share(Mask mask) {
    int covered = 0;
    for (byte kind : mask.kinds()) {
      covered += kind == 0 ? 0 : 1;
    }
    return (double) covered / mask.kinds().length;
  }

  /** Writes the table. */
  void write() throws IOException {
    AtomicFile.write(
        folder.resolve(prefix + NAME),
        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
