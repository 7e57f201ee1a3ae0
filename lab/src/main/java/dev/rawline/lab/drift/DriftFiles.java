package dev.rawline.lab.drift;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.learning.metric.IntervalEstimate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scores and findings → files.
 *
 * <ul>
 *   <li>{@code scores.csv}: every metric of every score, by split, with all digits; it is read
 *       back;
 *   <li>{@code cells.csv}: every metric of every cell over splits, and what it loses;
 *   <li>{@code matrix-METRIC.csv}: the matrix, as wide as there are conditions of testing;
 *   <li>{@code corruptions-SEVERITY-METRIC.csv}: the same for corruptions, the diagonal first;
 *   <li>{@code findings.json}: everything that was found, and where it comes from.
 * </ul>
 */
public final class DriftFiles {
  private static final String CELLS = "cells.csv";
  private static final String FINDINGS = "findings.json";
  private static final List<String> CELL_COLUMNS =
      List.of(
          "trained",
          "tested",
          "corruption",
          "severity",
          "metric",
          "splits",
          "mean",
          "deviation",
          "low",
          "high",
          "drop",
          "drop_deviation",
          "drop_propagated_deviation",
          "drop_low",
          "drop_high");

  private DriftFiles() {}

  /**
   * Writes all files into a folder, which is made if it is not there; each is whole or not there.
   *
   * @param scores how the models did
   * @param findings what was found of them
   * @param origin where they come from, as values of a JSON file
   * @param folder where to
   * @return the files
   * @throws IOException if a file cannot be written; the message says which, and what to do
   */
  public static List<Path> write(
      List<DriftScore> scores, DriftFindings findings, Map<String, Object> origin, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    List<MeasuredCell> cells = MeasuredCell.of(scores);
    List<Path> files = new ArrayList<>();
    files.add(write(ScoresFile.text(scores), folder.resolve(ScoresFile.NAME)));
    files.add(write(cellsText(cells), folder.resolve(CELLS)));
    files.add(
        write(
            CsvMatrix.of("trained\\tested", findings.matrix()).text(),
            folder.resolve(matrix(findings.metric()))));
    for (Map.Entry<Integer, DriftMatrix> corrupted : findings.corruptions().entrySet()) {
      files.add(
          write(
              withIdentity(findings.matrix(), corrupted.getValue()).text(),
              folder.resolve(corruptions(findings.metric(), corrupted.getKey()))));
    }
    Path found = folder.resolve(FINDINGS);
    JsonRecords.write(DriftFindingsRecord.of(findings, cells, origin), found);
    files.add(found);
    return files;
  }

  /** Returns the names of all files of findings, for corruptions of some severities. */
  public static List<String> names(String metric, Collection<Integer> severities) {
    List<String> names = new ArrayList<>(List.of(ScoresFile.NAME, CELLS, matrix(metric), FINDINGS));
    severities.forEach(severity -> names.add(corruptions(metric, severity)));
    return names;
  }

  private static String matrix(String metric) {
    return "matrix-%s.csv".formatted(plain(metric));
  }

  private static String corruptions(String metric, int severity) {
    return "corruptions-%d-%s.csv".formatted(severity, plain(metric));
  }

  private static String plain(String metric) {
    return metric.replaceAll("[^A-Za-z0-9_.-]+", "_");
  }

  /**
   * Writes scores alone, one line for each metric of each.
   *
   * @return the file
   * @throws IOException if it cannot be written; the message says why and what to do
   */
  public static Path writeScores(List<DriftScore> scores, Path file) throws IOException {
    return write(ScoresFile.text(scores), file);
  }

  /**
   * Reads the scores of {@code scores.csv}, in their order.
   *
   * @throws IOException if the file cannot be read or is no such table; the message names every
   *     mistake with its line
   */
  public static List<DriftScore> readScores(Path file) throws IOException {
    return ScoresFile.read(file);
  }

  private static CsvMatrix withIdentity(DriftMatrix matrix, DriftMatrix corrupted) {
    return CsvMatrix.of("trained", corrupted)
        .after(
            "identity",
            IntStream.range(0, matrix.trained().size())
                .mapToObj(row -> matrix.diagonal(row).map(DriftMatrix.Cell::mean))
                .toList());
  }

  private static String cellsText(List<MeasuredCell> cells) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", CELL_COLUMNS));
    for (MeasuredCell cell : cells) {
      cell.metrics().forEach((name, metric) -> lines.add(line(cell, name, metric)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String line(MeasuredCell cell, String name, MeasuredCell.OfMetric metric) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                cell.trained(),
                cell.tested(),
                cell.corruption().map(DriftScore.Corrupted::name).orElse(""),
                String.valueOf(cell.corruption().map(DriftScore.Corrupted::severity).orElse(0)),
                name,
                String.valueOf(metric.cell().bySplit().size()),
                String.valueOf(metric.cell().mean()),
                spread(metric.cell().bySplit().size(), metric.cell().deviation())));
    addInterval(fields, Optional.of(metric.interval()));
    Optional<MetricDrop> drop = metric.drop();
    fields.add(drop.map(lost -> String.valueOf(lost.mean())).orElse(""));
    fields.add(drop.map(lost -> spread(lost.splits(), lost.paired())).orElse(""));
    fields.add(drop.map(lost -> spread(lost.splits(), lost.propagated())).orElse(""));
    addInterval(fields, drop.map(MetricDrop::interval));
    return fields.stream().map(CsvLine::field).collect(Collectors.joining(","));
  }

  /** Returns a standard deviation, of which nothing is known of one split. */
  private static String spread(int splits, double deviation) {
    return splits < 2 ? "" : String.valueOf(deviation);
  }

  private static void addInterval(List<String> fields, Optional<IntervalEstimate> estimate) {
    Optional<IntervalEstimate> known = estimate.filter(IntervalEstimate::hasInterval);
    fields.add(known.map(one -> String.valueOf(one.low())).orElse(""));
    fields.add(known.map(one -> String.valueOf(one.high())).orElse(""));
  }

  private static Path write(String text, Path file) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }
}
