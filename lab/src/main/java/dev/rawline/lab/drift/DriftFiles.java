package dev.rawline.lab.drift;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.CsvLine;
import dev.rawline.data.file.JsonFile;
import dev.rawline.learning.metric.Estimate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * @throws IOException if a file cannot be written; the message says which, and what to do
   */
  public static void write(
      List<DriftScore> scores, DriftFindings findings, Map<String, Object> origin, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    List<MeasuredCell> cells = MeasuredCell.of(scores);
    write(ScoresFile.text(scores), folder.resolve(ScoresFile.NAME));
    write(cellsText(cells), folder.resolve(CELLS));
    String metric = findings.metric().replaceAll("[^A-Za-z0-9_.-]+", "_");
    write(
        WideTable.of("trained\\tested", findings.matrix()).text(),
        folder.resolve("matrix-" + metric + ".csv"));
    for (Map.Entry<Integer, DriftMatrix> corrupted : findings.corruptions().entrySet()) {
      write(
          withIdentity(findings.matrix(), corrupted.getValue()).text(),
          folder.resolve("corruptions-%d-%s.csv".formatted(corrupted.getKey(), metric)));
    }
    JsonFile.write(FindingsRecord.of(findings, cells, origin), folder.resolve(FINDINGS));
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

  private static WideTable withIdentity(DriftMatrix matrix, DriftMatrix corrupted) {
    return WideTable.of("trained", corrupted)
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
    addInterval(fields, Optional.of(metric.cell().interval()));
    Optional<Drop> drop = metric.drop();
    Optional<Drop> known = drop.filter(lost -> DriftFindings.isKnown(lost.interval()));
    fields.add(drop.map(lost -> String.valueOf(lost.mean())).orElse(""));
    fields.add(known.map(lost -> String.valueOf(lost.paired())).orElse(""));
    fields.add(known.map(lost -> String.valueOf(lost.propagated())).orElse(""));
    addInterval(fields, drop.map(Drop::interval));
    return fields.stream().map(CsvLine::field).collect(Collectors.joining(","));
  }

  /** Returns a standard deviation, of which nothing is known of one split. */
  private static String spread(int splits, double deviation) {
    return splits < 2 ? "" : String.valueOf(deviation);
  }

  private static void addInterval(List<String> fields, Optional<Estimate> estimate) {
    Optional<Estimate> known = estimate.filter(DriftFindings::isKnown);
    fields.add(known.map(one -> String.valueOf(one.low())).orElse(""));
    fields.add(known.map(one -> String.valueOf(one.high())).orElse(""));
  }

  private static void write(String text, Path file) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
