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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The predictions of an evaluation for the samples of a data set: those of a {@code
 * predictions.csv}, which evaluate and predict write, of a {@code test-predictions.csv}, which
 * train writes, or of a {@code said.csv}, which experiments keep of every cell.
 *
 * @param name whose they are: the folder of the evaluation
 * @param camera the parameters of its drawn cameras, in words; empty where none was drawn
 * @param kind what is predicted
 * @param predicted the class or number of each sample; empty where there is none
 * @param truths what is true of each; empty where it is not known
 * @param confidences the probability of each predicted class; NaN where there is none
 * @param unknown how many predictions are for samples that the data set does not have
 */
record RecordedPredictions(
    String name,
    String camera,
    Kind kind,
    List<String> predicted,
    List<String> truths,
    List<Double> confidences,
    int unknown) {
  private static final String ENDING = "predictions.csv";
  private static final List<String> NAMES = List.of(ENDING, "said.csv");

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
  private record Line(
      String sample, String truth, String predicted, double confidence, List<String> drawn) {}

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
    List<String> drawn = heading.subList(DrawnParameters.first(heading), heading.size());
    String camera = DrawnParameters.words(drawn, lines.stream().map(Line::drawn).toList());
    return of(file, camera, kind(file, heading, lines), lines, samples);
  }

  private static Path file(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return path;
    }
    for (String name : NAMES) {
      if (Files.isRegularFile(path.resolve(name))) {
        return path.resolve(name);
      }
    }
    List<Path> found;
    try (Stream<Path> files = Files.list(path)) {
      found = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
    if (found.isEmpty()) {
      throw new RejectedFileException(
          path,
          "contains no predictions: expected predictions.csv, which evaluate and predict write, "
              + "test-predictions.csv, which train writes, or said.csv, which experiments write",
          "choose such a file, or the folder that contains it");
    }
    if (found.size() > 1) {
      throw new RejectedFileException(
          path,
          "contains %d files of predictions".formatted(found.size()),
          "choose one of them: "
              + found.stream()
                  .map(file -> file.getFileName().toString())
                  .collect(Collectors.joining(", ")));
    }
    return found.getFirst();
  }

  /** Returns the folder of a file, and its own name where others may lie next to it. */
  private static String name(Path file) {
    Path folder = file.toAbsolutePath().getParent().getFileName();
    String own = file.getFileName().toString();
    return NAMES.contains(own) ? String.valueOf(folder) : folder + "/" + own.replace(".csv", "");
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
    if (heading.size() >= 3
        && heading.subList(0, 3).equals(List.of("id", "object_share", "mask"))) {
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
        "has the columns %s: expected those of predictions, such as id, class, truth, …"
            .formatted(String.join(", ", heading)),
        "choose a predictions.csv, which evaluate and predict write");
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
          fields.get(0),
          fields.get(1),
          fields.get(2),
          Double.parseDouble(fields.get(3)),
          List.of());
    }
    int own = heading.subList(Math.min(3, heading.size()), heading.size()).indexOf(fields.get(1));
    return new Line(
        fields.get(0),
        heading.get(2).equals("truth") ? fields.get(2) : "",
        fields.get(1),
        own < 0 ? Double.NaN : Double.parseDouble(fields.get(3 + own)),
        fields.subList(DrawnParameters.first(heading), fields.size()));
  }

  private static RecordedPredictions of(
      Path file, String camera, Kind kind, List<Line> lines, List<Sample> samples)
      throws RejectedFileException {
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
        name(file),
        camera,
        kind,
        List.of(predicted),
        List.of(truths),
        List.of(confidences),
        unknown);
  }

  /** Returns the same predictions by another name. */
  RecordedPredictions withName(String other) {
    return new RecordedPredictions(other, camera, kind, predicted, truths, confidences, unknown);
  }

  /** Returns whose they are and how many are right: other-camera (light 0.6): 11 of 48 right. */
  String summary() {
    int all = 0;
    int judged = 0;
    int right = 0;
    for (int i = 0; i < predicted.size(); i++) {
      all += predicted.get(i).isEmpty() ? 0 : 1;
      judged += isJudged(i) ? 1 : 0;
      right += isRight(i) ? 1 : 0;
    }
    String whose = camera.isEmpty() ? name : "%s (%s)".formatted(name, camera);
    return kind == Kind.CLASS && judged > 0
        ? "%s: %d of %d right".formatted(whose, right, judged)
        : "%s: %d predicted".formatted(whose, all);
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

  private String named(String column) {
    return "%s (%s)".formatted(column, name);
  }

  /** Returns what is shown of them: whether it is right, the prediction, and its confidence. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    int count = predicted.size();
    if (kind == Kind.CLASS) {
      List<String> outcomes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        outcomes.add(isJudged(i) ? isRight(i) ? "right" : "wrong" : "");
      }
      if (outcomes.stream().anyMatch(word -> !word.isEmpty())) {
        Column.ofWords(named("outcome"), List.of("right", "wrong"), outcomes)
            .ifPresent(columns::add);
      }
      Column.ofWords(
              named(kind.column),
              predicted.stream().sorted().distinct().filter(w -> !w.isEmpty()).toList(),
              predicted)
          .ifPresent(columns::add);
      float[] shares = new float[count];
      for (int i = 0; i < count; i++) {
        shares[i] = confidences.get(i).floatValue();
      }
      columns.add(Column.ofNumbers(named("confidence"), "share", shares));
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
    columns.add(Column.ofNumbers(named(kind.column), kind.unit, numbers));
    if (kind == Kind.NUMBER && judged) {
      columns.add(Column.ofNumbers(named("error"), "", errors));
    }
    return columns;
  }
}
