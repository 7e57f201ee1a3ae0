package dev.rawline.studio.collection;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The predictions of an evaluation for the samples of a data set: those of a {@code
 * predictions.csv}, which evaluate and predict write, or of a {@code said.csv}, which experiments
 * keep of every cell.
 *
 * @param kind what is predicted
 * @param predicted the class or number of each sample; empty where there is none
 * @param truths what is true of each; empty where it is not known
 * @param confidences the probability of each predicted class; NaN where there is none
 * @param unknown how many predictions are for samples that the data set does not have
 */
record RecordedPredictions(
    Kind kind, List<String> predicted, List<String> truths, List<Double> confidences, int unknown) {
  private static final List<String> NAMES = List.of("predictions.csv", "said.csv");

  /** What is predicted. */
  enum Kind {
    /** A class. */
    CLASS("predicted", ""),
    /** A number. */
    NUMBER("predicted", ""),
    /** The intersection over union of a mask and the true one. */
    OVERLAP("IoU", "share"),
    /** The share of the picture that objects cover. */
    COVERAGE("predicted object share", "share");

    private final String column;
    private final String unit;

    Kind(String column, String unit) {
      this.column = column;
      this.unit = unit;
    }
  }

  /** Copies the lists. */
  RecordedPredictions {
    predicted = List.copyOf(predicted);
    truths = List.copyOf(truths);
    confidences = List.copyOf(confidences);
  }

  /** One line of a file. */
  private record Line(String sample, String truth, String predicted, double confidence) {}

  /**
   * Reads the predictions of a file, or of the folder of an evaluation.
   *
   * @throws RejectedFileException if it has none, or none for these samples
   * @throws IOException if it cannot be read
   */
  static RecordedPredictions read(Path path, List<Sample> samples) throws IOException {
    Path file = file(path);
    List<String> heading = heading(file);
    List<Line> lines = CsvLine.read(file, fields -> line(heading, fields));
    return of(file, kind(file, heading, lines), lines, samples);
  }

  private static Path file(Path path) throws RejectedFileException {
    if (Files.isRegularFile(path)) {
      return path;
    }
    return NAMES.stream()
        .map(path::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new RejectedFileException(
                    path,
                    "has no predictions: expected " + String.join(" or ", NAMES),
                    "give the folder that evaluate or predict has written, or that of a cell"));
  }

  private static List<String> heading(Path file) throws IOException {
    try (BufferedReader lines = BoundedFile.lines(file)) {
      String first = lines.readLine();
      return first == null ? List.of() : CsvLine.fields(first);
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(file, e);
    }
  }

  private static Kind kind(Path file, List<String> heading, List<Line> lines)
      throws RejectedFileException {
    if (heading.size() > 3 && heading.subList(0, 3).equals(List.of("id", "class", "truth"))) {
      return Kind.CLASS;
    }
    if (heading.equals(List.of("id", "object_share", "mask"))) {
      return Kind.COVERAGE;
    }
    if (heading.size() >= 3 && heading.get(0).equals("id") && heading.get(2).equals("truth")) {
      return Kind.NUMBER;
    }
    if (heading.size() > 4 && heading.get(4).equals("both")) {
      return Kind.OVERLAP;
    }
    if (heading.equals(List.of("sample", "truth", "predicted", "probability"))) {
      Predicate<Line> isNumber =
          line -> line.confidence == 1 && isNumber(line.predicted) && isNumber(line.truth);
      return !lines.isEmpty() && lines.stream().allMatch(isNumber) ? Kind.NUMBER : Kind.CLASS;
    }
    throw new RejectedFileException(
        file,
        "has the columns %s: expected those of %s"
            .formatted(String.join(", ", heading), String.join(" or ", NAMES)),
        "give a file that evaluate or predict has written");
  }

  private static boolean isNumber(String text) {
    return !Double.isNaN(number(text));
  }

  private static Line line(List<String> heading, List<String> fields) {
    if (fields.size() != heading.size()) {
      throw new IllegalArgumentException(
          "%d fields: expected %d".formatted(fields.size(), heading.size()));
    }
    if (heading.getFirst().equals("sample")) {
      return new Line(
          fields.get(0), fields.get(1), fields.get(2), Double.parseDouble(fields.get(3)));
    }
    int own = heading.subList(Math.min(3, heading.size()), heading.size()).indexOf(fields.get(1));
    return new Line(
        fields.get(0),
        heading.get(2).equals("truth") ? fields.get(2) : "",
        fields.get(1),
        own < 0 ? Double.NaN : Double.parseDouble(fields.get(3 + own)));
  }

  private static RecordedPredictions of(
      Path file, Kind kind, List<Line> lines, List<Sample> samples) throws RejectedFileException {
    String[] predicted = new String[samples.size()];
    String[] truths = new String[samples.size()];
    Double[] confidences = new Double[samples.size()];
    Arrays.fill(predicted, "");
    Arrays.fill(confidences, Double.NaN);
    for (int i = 0; i < truths.length; i++) {
      truths[i] = kind == Kind.CLASS ? samples.get(i).label().className().orElse("") : "";
    }
    SampleIndex index = SampleIndex.of(samples);
    int unknown = 0;
    for (Line line : lines) {
      OptionalInt place = index.of(line.sample);
      if (place.isEmpty()) {
        unknown++;
        continue;
      }
      int i = place.getAsInt();
      predicted[i] = line.predicted;
      truths[i] = line.truth.isEmpty() ? truths[i] : line.truth;
      confidences[i] = kind == Kind.CLASS ? line.confidence : Double.NaN;
    }
    if (unknown == lines.size()) {
      throw new RejectedFileException(
          file,
          lines.isEmpty()
              ? "has no predictions"
              : "has predictions for %d samples, none of which the data set has, %s for example"
                  .formatted(lines.size(), lines.getFirst().sample),
          "give predictions for this data set");
    }
    return new RecordedPredictions(
        kind, List.of(predicted), List.of(truths), List.of(confidences), unknown);
  }

  /** Returns the number that was predicted for a sample, NaN where there is none. */
  double number(int sample) {
    return number(predicted.get(sample));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Returns how far a predicted number is from the true one, NaN where one is not known. */
  double error(int sample) {
    return Math.abs(number(sample) - number(truths.get(sample)));
  }

  /** Returns whether a prediction and the truth are both known. */
  boolean isJudged(int sample) {
    return !predicted.get(sample).isEmpty() && !truths.get(sample).isEmpty();
  }

  /** Returns whether the predicted class of a sample is the true one. */
  boolean isRight(int sample) {
    return isJudged(sample) && predicted.get(sample).equals(truths.get(sample));
  }

  /** Returns what is shown of them: the prediction, its confidence, and whether it is right. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    int count = predicted.size();
    if (kind == Kind.CLASS) {
      Column.ofWords(
              kind.column,
              predicted.stream().sorted().distinct().filter(w -> !w.isEmpty()).toList(),
              predicted)
          .ifPresent(columns::add);
      float[] shares = new float[count];
      List<String> outcomes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        shares[i] = confidences.get(i).floatValue();
        outcomes.add(isJudged(i) ? isRight(i) ? "right" : "wrong" : "");
      }
      columns.add(Column.ofNumbers("confidence", "share", shares));
      Column.ofWords("outcome", List.of("right", "wrong"), outcomes).ifPresent(columns::add);
      return columns;
    }
    float[] numbers = new float[count];
    float[] errors = new float[count];
    boolean judged = false;
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) number(i);
      errors[i] = (float) error(i);
      judged |= !Float.isNaN(errors[i]);
    }
    columns.add(Column.ofNumbers(kind.column, kind.unit, numbers));
    if (kind == Kind.NUMBER && judged) {
      columns.add(Column.ofNumbers("error", "", errors));
    }
    return columns;
  }
}
