package dev.rawline.lab.drift;

import dev.rawline.data.file.CsvLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Scores ↔ {@code scores.csv}: one line for each metric of each score, with all digits. */
final class ScoresFile {
  static final String NAME = "scores.csv";
  private static final List<String> COLUMNS =
      List.of("trained", "tested", "corruption", "severity", "split", "metric", "value");
  private static final int MOST_MISTAKES = 20;

  private final List<String> mistakes = new ArrayList<>();
  private final Map<Place, SequencedMap<String, Double>> metrics = new LinkedHashMap<>();

  private ScoresFile() {}

  private record Place(
      String trained, String tested, Optional<DriftScore.Corrupted> corruption, int split) {}

  /** Returns the text of the file. */
  static String text(List<DriftScore> scores) {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (DriftScore score : scores) {
      String place =
          "%s,%s,%s,%d,%d"
              .formatted(
                  CsvLine.field(score.trained()),
                  CsvLine.field(score.tested()),
                  CsvLine.field(score.corruption().map(DriftScore.Corrupted::name).orElse("")),
                  score.corruption().map(DriftScore.Corrupted::severity).orElse(0),
                  score.split());
      score
          .metrics()
          .forEach(
              (metric, value) ->
                  text.append(place)
                      .append(',')
                      .append(CsvLine.field(metric))
                      .append(',')
                      .append(value)
                      .append('\n'));
    }
    return text.toString();
  }

  /**
   * Reads the scores, in their order; a score without any metric has no line and is not there.
   *
   * @throws IOException if the file cannot be read or is no such table; the message names every
   *     mistake with its line
   */
  static List<DriftScore> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !CsvLine.fields(lines.getFirst()).equals(COLUMNS)) {
      throw new IOException(
          "%s: line 1 is '%s': expected the columns %s"
              .formatted(file, lines.isEmpty() ? "" : lines.getFirst(), String.join(",", COLUMNS)));
    }
    ScoresFile table = new ScoresFile();
    for (int i = 1; i < lines.size(); i++) {
      table.add(i + 1, CsvLine.fields(lines.get(i)));
    }
    if (!table.mistakes.isEmpty()) {
      throw new IOException(told(file, table.mistakes));
    }
    List<DriftScore> scores = new ArrayList<>();
    table.metrics.forEach(
        (place, metrics) ->
            scores.add(
                new DriftScore(
                    place.trained, place.tested, place.corruption, place.split, metrics)));
    return scores;
  }

  private static String told(Path file, List<String> mistakes) {
    StringBuilder text =
        new StringBuilder(
            "%s: %d mistake%s".formatted(file, mistakes.size(), mistakes.size() == 1 ? "" : "s"));
    mistakes.stream()
        .limit(MOST_MISTAKES)
        .forEach(mistake -> text.append("\n  - ").append(mistake));
    if (mistakes.size() > MOST_MISTAKES) {
      text.append("\n  - … and %d more".formatted(mistakes.size() - MOST_MISTAKES));
    }
    return text.toString();
  }

  private void add(int line, List<String> fields) {
    if (fields.size() != COLUMNS.size()) {
      mistakes.add(
          "line %d has %d fields: expected %d".formatted(line, fields.size(), COLUMNS.size()));
      return;
    }
    try {
      int severity = whole(fields, 3);
      String corruption = fields.get(2);
      if (corruption.isEmpty() != (severity == 0)) {
        throw new IllegalArgumentException(
            "corruption is '%s' and severity is %d: expected a corruption and 1 to 5, or none and 0"
                .formatted(corruption, severity));
      }
      Place place =
          new Place(
              fields.get(0),
              fields.get(1),
              severity == 0
                  ? Optional.empty()
                  : Optional.of(new DriftScore.Corrupted(corruption, severity)),
              whole(fields, 4));
      SequencedMap<String, Double> one = new LinkedHashMap<>();
      one.put(fields.get(5), number(fields, 6));
      // Checked line by line, so that a mistake has its line.
      DriftScore score =
          new DriftScore(place.trained, place.tested, place.corruption, place.split, one);
      SequencedMap<String, Double> known =
          metrics.computeIfAbsent(place, _ -> new LinkedHashMap<>());
      if (known.putIfAbsent(fields.get(5), one.firstEntry().getValue()) != null) {
        throw new IllegalArgumentException(
            "%s of %s occurs twice: expected it once".formatted(fields.get(5), score.what()));
      }
    } catch (IllegalArgumentException e) {
      mistakes.add("line %d: %s".formatted(line, e.getMessage()));
    }
  }

  private static int whole(List<String> fields, int column) {
    try {
      return Integer.parseInt(fields.get(column));
    } catch (NumberFormatException e) {
      throw wrong(fields, column, "a whole number", e);
    }
  }

  private static double number(List<String> fields, int column) {
    try {
      return Double.parseDouble(fields.get(column));
    } catch (NumberFormatException e) {
      throw wrong(fields, column, "a number", e);
    }
  }

  private static IllegalArgumentException wrong(
      List<String> fields, int column, String expected, NumberFormatException cause) {
    return new IllegalArgumentException(
        "%s is '%s': expected %s".formatted(COLUMNS.get(column), fields.get(column), expected),
        cause);
  }
}
