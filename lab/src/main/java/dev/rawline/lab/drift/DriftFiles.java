package dev.rawline.lab.drift;

import dev.rawline.data.file.CsvText;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.layout.CsvTable;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.DriftScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.function.Function;
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
 *   <li>{@code findings.json}: everything that was found, and the provenance.
 * </ul>
 */
public final class DriftFiles {
  private static final String SCORES = "scores.csv";
  private static final String CELLS = "cells.csv";
  private static final String FINDINGS = "findings.json";
  private static final String CELL_COLUMNS =
      "trained,tested,corruption,severity,metric,splits,mean,deviation,low,high,"
          + "drop,drop_deviation,drop_propagated_deviation,drop_low,drop_high";
  private static final List<String> SCORE_COLUMNS =
      List.of("trained", "tested", "corruption", "severity", "split", "metric", "value");

  private static final String WHOLE = "a whole number";

  private DriftFiles() {}

  /**
   * Writes all files into a folder, which is made if it is not there; each is whole or not there.
   *
   * @param scores how the models did
   * @param findings what was found of them
   * @param origin their provenance, as values of a JSON file
   * @param folder where to
   * @return the files
   * @throws IOException if a file cannot be written; the message states which, and what to do
   */
  public static List<Path> write(
      List<DriftScore> scores, DriftFindings findings, Map<String, Object> origin, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    List<MeasuredCell> cells = MeasuredCell.of(scores, findings);
    List<Path> files = new ArrayList<>();
    files.add(writeScores(scores, folder.resolve(SCORES)));
    files.add(cells(cells).write(folder.resolve(CELLS)));
    DriftMatrix matrix = findings.matrix();
    files.add(
        CsvMatrix.of("trained\\tested", matrix)
            .csv()
            .write(folder.resolve(matrix(findings.metric()))));
    for (Map.Entry<Integer, DriftMatrix> corrupted : findings.corruptions().entrySet()) {
      files.add(
          withIdentity(matrix, corrupted.getValue())
              .csv()
              .write(folder.resolve(corruptions(findings.metric(), corrupted.getKey()))));
    }
    Path found = folder.resolve(FINDINGS);
    JsonRecords.write(DriftFindingsRecord.of(findings, cells, origin), found);
    files.add(found);
    return files;
  }

  /** Returns the names of all files of findings, for corruptions of some severities. */
  public static List<String> names(String metric, Collection<Integer> severities) {
    List<String> names = new ArrayList<>(List.of(SCORES, CELLS, matrix(metric), FINDINGS));
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
   * @throws IOException if it cannot be written; the message states why and what to do
   */
  public static Path writeScores(List<DriftScore> scores, Path file) throws IOException {
    CsvText text = new CsvText(SCORE_COLUMNS);
    for (DriftScore score : scores) {
      score
          .metrics()
          .forEach(
              (metric, value) ->
                  text.add(
                      score.trained(),
                      score.tested(),
                      score.corruption().map(DriftScore.Corrupted::name),
                      score.corruption().map(DriftScore.Corrupted::severity).orElse(0),
                      score.split(),
                      metric,
                      value));
    }
    return text.write(file);
  }

  /**
   * Reads the scores of {@code scores.csv}, in their order; a score without any metric has no line
   * and is not there.
   *
   * @throws IOException if the file cannot be read or is no such table; the message lists every
   *     mistake with its line
   */
  public static List<DriftScore> readScores(Path file) throws IOException {
    CsvTable table = CsvTable.read(file, SCORE_COLUMNS);
    Map<DriftScore, SequencedMap<String, Double>> metrics = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        addScore(row, metrics);
      } catch (IllegalArgumentException e) {
        table.problem(row.line(), e.getMessage());
      }
    }
    table.rejectProblems();
    List<DriftScore> scores = new ArrayList<>();
    metrics.forEach((score, all) -> scores.add(score.with(all)));
    return scores;
  }

  /**
   * Adds a metric to those of its score, which is checked with it, so that a mistake has a line.
   */
  private static void addScore(
      CsvTable.Row row, Map<DriftScore, SequencedMap<String, Double>> metrics) {
    int severity = parsed(row, "severity", Integer::valueOf, WHOLE);
    String corruption = row.cell("corruption");
    if (corruption.isEmpty() != (severity == 0)) {
      throw new IllegalArgumentException(
          "corruption is '%s' and severity is %d: expected a corruption and 1 to 5, or none and 0"
              .formatted(corruption, severity));
    }
    String metric = row.cell("metric");
    SequencedMap<String, Double> one = new LinkedHashMap<>();
    one.put(metric, parsed(row, "value", Double::valueOf, "a number"));
    DriftScore score =
        new DriftScore(
            row.cell("trained"),
            row.cell("tested"),
            severity == 0
                ? Optional.empty()
                : Optional.of(new DriftScore.Corrupted(corruption, severity)),
            parsed(row, "split", Integer::valueOf, WHOLE),
            one);
    SequencedMap<String, Double> known =
        metrics.computeIfAbsent(score.with(new LinkedHashMap<>()), _ -> new LinkedHashMap<>());
    if (known.putIfAbsent(metric, one.get(metric)) != null) {
      throw new IllegalArgumentException(
          "%s of %s occurs twice: expected it once".formatted(metric, score.what()));
    }
  }

  private static <T> T parsed(
      CsvTable.Row row, String column, Function<String, T> parse, String expected) {
    try {
      return parse.apply(row.cell(column));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is '%s': expected %s".formatted(column, row.cell(column), expected), e);
    }
  }

  private static CsvMatrix withIdentity(DriftMatrix matrix, DriftMatrix corrupted) {
    return CsvMatrix.of("trained", corrupted)
        .after(
            "identity",
            IntStream.range(0, matrix.trained().size())
                .mapToObj(row -> matrix.diagonal(row).map(DriftMatrix.Cell::mean))
                .toList());
  }

  private static CsvText cells(List<MeasuredCell> cells) {
    CsvText text = CsvText.of(CELL_COLUMNS);
    for (MeasuredCell cell : cells) {
      cell.metrics()
          .forEach(
              (name, metric) -> {
                Optional<MetricDrop> drop = metric.lost();
                Optional<Estimate> interval =
                    drop.map(MetricDrop::interval).filter(Estimate::hasInterval);
                text.add(
                    cell.trained(),
                    cell.tested(),
                    cell.corruption(),
                    cell.severity(),
                    name,
                    metric.splits(),
                    metric.mean(),
                    metric.deviation(),
                    metric.low(),
                    metric.high(),
                    metric.drop(),
                    drop.filter(lost -> lost.splits() > 1).map(MetricDrop::paired),
                    drop.filter(lost -> lost.splits() > 1).map(MetricDrop::propagated),
                    interval.map(Estimate::low),
                    interval.map(Estimate::high));
              });
    }
    return text;
  }

  /** The form of {@code findings.json}; what is not known is null. */
  private record DriftFindingsRecord(
      String metric,
      boolean higherIsBetter,
      SequencedSet<Integer> splits,
      List<String> trained,
      List<String> tested,
      Optional<Estimate> matchedMean,
      Optional<Estimate> driftDrop,
      SortedMap<Integer, Estimate> corruptionDrop,
      SortedMap<Integer, Optional<Estimate>> ratio,
      FloorLimits atChanceLevel,
      List<DriftFindings.WorstCell> worst,
      List<MainEffect> effects,
      Optional<RankChanges> ranks,
      Map<Integer, Optional<RankChanges>> ranksBySeverity,
      Optional<Published> published,
      List<MeasuredCell> cells,
      Map<String, Object> origin) {
    private static final int WORST = 10;

    /**
     * Returns everything that was found.
     *
     * @param cells every metric of every cell
     * @param origin the provenance of the findings, as values of a JSON file
     */
    static DriftFindingsRecord of(
        DriftFindings findings, List<MeasuredCell> cells, Map<String, Object> origin) {
      Map<Integer, Optional<RankChanges>> ranks = new LinkedHashMap<>();
      for (int severity : findings.corruptions().keySet()) {
        ranks.put(severity, findings.ranks(severity));
      }
      return new DriftFindingsRecord(
          findings.metric(),
          findings.higherIsBetter(),
          findings.matrix().splits(),
          findings.matrix().trained(),
          findings.matrix().tested(),
          findings.matchedMean(),
          findings.driftDrop(),
          findings.corruptionDrop(),
          findings.ratio(),
          findings.floor(),
          findings.worst(WORST),
          findings.effects(),
          findings.ranks(),
          ranks,
          findings.published().map(Published::of),
          cells,
          origin);
    }

    /** Published figures, by the severity of the published corruptions. */
    private record Published(
        String name,
        double matchedMean,
        double driftDrop,
        Map<Integer, Double> corruptionDrop,
        Map<Integer, Double> ratio,
        Optional<DriftMatrix> matrix) {
      static Published of(PublishedDrift published) {
        return new Published(
            published.name(),
            published.matchedMean(),
            published.driftDrop(),
            Map.of(PublishedDrift.SEVERITY, published.corruptionDrop()),
            Map.of(PublishedDrift.SEVERITY, published.ratio()),
            published.matrix());
      }
    }
  }
}
