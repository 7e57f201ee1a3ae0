package dev.rawline.lab.evaluation;

import dev.rawline.data.file.CsvText;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.joint.Prediction;
import dev.rawline.learning.loss.Loss;
import dev.rawline.learning.metric.Bootstrap;
import dev.rawline.learning.metric.MaskOverlap;
import dev.rawline.learning.sample.DrawnCamera;
import dev.rawline.learning.sample.Target;
import dev.rawline.learning.sample.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The predictions of a model for samples, in {@code predictions.csv}: a line each, with the
 * probability of every class, and what is true where that is known; where cameras were drawn, the
 * numbers of each sample's. Masks go into {@code masks/}.
 */
public final class PredictionsFile {
  static final String NAME = "predictions.csv";
  static final String MASKS = "masks";

  private final Task task;
  private final Path folder;
  private final String prefix;
  private final List<String> columns;
  private final List<List<Object>> lines = new ArrayList<>();

  /** Begins the table of a folder. */
  public PredictionsFile(Task task, Path folder) {
    this(task, folder, "");
  }

  /**
   * Begins a table beside others.
   *
   * @param prefix what the names of its files begin with
   */
  public PredictionsFile(Task task, Path folder, String prefix) {
    this.task = task;
    this.folder = folder;
    this.prefix = prefix;
    Stream<String> names =
        switch (task) {
          case Task.Classification(List<String> classes) ->
              Stream.concat(Stream.of("id", "class", "truth"), classes.stream());
          case Task.Segmentation() -> Stream.of("id", "object_share", "mask");
          case Task.Regression(String name) -> Stream.of("id", name, "truth");
        };
    columns = names.collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Evaluates a model on samples, and writes a line of each, with its target as what is true.
   *
   * @param seed what the intervals are drawn from
   * @throws IOException if a sample cannot be read, or a file cannot be written
   */
  public Evaluation.Result evaluate(
      Evaluation evaluation, List<Sample> samples, Loss loss, long seed, Progress progress)
      throws IOException {
    Evaluation.Result result;
    try {
      result =
          evaluation.evaluate(
              samples,
              loss,
              Bootstrap.usual(seed),
              progress,
              prediction -> {
                try {
                  add(prediction, truth(prediction));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    write();
    return result;
  }

  private String truth(Prediction answer) {
    return switch (answer.sample().target().orElse(null)) {
      case Target.OfClass(int number) ->
          task instanceof Task.Classification(List<String> classes) ? classes.get(number) : "";
      case Target.OfNumber(double value) -> String.valueOf(value);
      case Target.OfPixels _ -> "";
      case null -> "";
    };
  }

  /**
   * Adds a line.
   *
   * @param truth the class or number that is true; empty if unknown
   * @throws IOException if a mask cannot be written
   */
  void add(Prediction answer, String truth) throws IOException {
    List<Object> line = new ArrayList<>();
    line.add(answer.sample().id());
    switch (task) {
      case Task.Classification(List<String> classes) -> {
        line.add(classes.get(most(answer.numbers())));
        line.add(truth);
        for (float share : answer.numbers()) {
          line.add(String.format(Locale.ROOT, "%.6f", share));
        }
      }
      case Task.Segmentation() -> {
        Mask mask = mask(answer);
        Path file = folder.resolve(prefix + MASKS).resolve(answer.sample().id() + ".png");
        Files.createDirectories(file.getParent());
        MaskFile.write(mask, file);
        line.add(String.format(Locale.ROOT, "%.6f", mask.coverage()));
        line.add(folder.relativize(file).toString());
      }
      case Task.Regression _ -> {
        line.add(answer.numbers()[0]);
        line.add(truth);
      }
    }
    if (answer.sample().drawn().isPresent()) {
      SequencedMap<String, Object> drawn = values(answer.sample().drawn().get());
      if (lines.isEmpty()) {
        columns.addAll(drawn.keySet());
      }
      line.addAll(drawn.values());
    }
    lines.add(line);
  }

  /** Returns a camera's numbers and words by name, those of a list counted from 1. */
  static SequencedMap<String, Object> values(DrawnCamera camera) {
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    camera.toMap().forEach((name, value) -> put(values, name, value));
    return values;
  }

  private static void put(SequencedMap<String, Object> values, String name, Object value) {
    switch (value) {
      case Number number -> values.put(name, number.doubleValue());
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          put(values, name + "_" + (i + 1), list.get(i));
        }
      }
      default -> values.put(name, value);
    }
  }

  /** Returns the place of the largest number. */
  public static int most(float[] numbers) {
    int most = 0;
    for (int i = 1; i < numbers.length; i++) {
      most = numbers[i] > numbers[most] ? i : most;
    }
    return most;
  }

  /** Returns the pixels that belong to an object more likely than not. */
  static Mask mask(Prediction answer) {
    return mask(answer.numbers(), answer.width(), answer.height());
  }

  /**
   * Returns the pixels that belong to an object more likely than not.
   *
   * @param probabilities that of each pixel, in reading order
   */
  public static Mask mask(float[] probabilities, int width, int height) {
    byte[] kinds = new byte[probabilities.length];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = (byte) (probabilities[i] >= MaskOverlap.THRESHOLD ? 1 : 0);
    }
    return new Mask(width, height, kinds);
  }

  /** Writes the table. */
  void write() throws IOException {
    CsvText text = new CsvText(columns);
    lines.forEach(text::add);
    text.write(folder.resolve(prefix + NAME));
  }
}
