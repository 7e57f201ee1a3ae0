package dev.rawline.studio.lab;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.drift.DriftFindings;
import dev.rawline.lab.drift.DriftMatrix;
import dev.rawline.lab.drift.DriftSummary;
import dev.rawline.lab.drift.MetricDrop;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.learning.metric.Metric;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.plot.ColourScale;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.SequentialScale;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The cells of a drift experiment as a heat map, with the findings of {@link DriftFindings}.
 *
 * @param metric the metric
 * @param metrics all metrics of the cells
 * @param higher whether more of it is better
 * @param severity the severity of corruptions; 0 for conditions without any
 * @param severities all severities
 * @param trained the rows
 * @param tested the columns: conditions, or corruptions
 * @param cells the cells, row by row; null where nothing was measured
 * @param worst the condition of training and of testing with the largest drop
 * @param values the ends of the scale of values and their colours
 * @param drops the ends of the scale of drops and their colours
 * @param sentences what was found
 */
record DriftCells(
    String metric,
    List<String> metrics,
    boolean higher,
    int severity,
    List<Integer> severities,
    List<String> trained,
    List<String> tested,
    List<List<Cell>> cells,
    Optional<List<String>> worst,
    Scale values,
    Scale drops,
    List<String> sentences) {
  private static final long MOST_CELLS = 500_000;

  /** As many colours show a scale without steps. */
  private static final int SHADES = 24;

  /**
   * A cell.
   *
   * @param value the mean over splits
   * @param low the lower bound of its interval; null where none is known
   * @param high the upper bound
   * @param splits how many splits
   * @param matched whether it is the row's own condition
   * @param drop what it loses against the row's own condition; null where that was not measured
   * @param from the lower bound of the drop's interval
   * @param to the upper bound
   * @param shade the colour of the value
   * @param ink what is legible on it
   * @param loss the colour of the drop
   * @param mark what is legible on that
   */
  record Cell(
      double value,
      Double low,
      Double high,
      int splits,
      boolean matched,
      Double drop,
      Double from,
      Double to,
      String shade,
      String ink,
      String loss,
      String mark) {}

  /**
   * What colours mean.
   *
   * @param low the number at the lower end
   * @param high the number at the upper end
   * @param shades colours from the lower end to the upper one
   */
  record Scale(double low, double high, List<String> shades) {
    static Scale of(ColourScale scale) {
      List<String> shades = new ArrayList<>();
      for (int i = 0; i <= SHADES; i++) {
        shades.add(hex(scale.of(scale.at((double) i / SHADES))));
      }
      return new Scale(scale.at(0), scale.at(1), shades);
    }
  }

  /**
   * Reads the cells of a run.
   *
   * @param metric the metric; the first known one if it is empty
   * @param severity the severity of corruptions; 0 for none
   * @throws IllegalArgumentException if there are none, or not of this metric and severity
   */
  static DriftCells of(LabBook book, long number, Optional<String> metric, int severity)
      throws IOException {
    long count = book.run(number).cells();
    if (count == 0 || count > MOST_CELLS) {
      throw new IllegalArgumentException(
          "run %d has %d cells: expected 1 to %d, of an experiment such as drift"
              .formatted(number, count, MOST_CELLS));
    }
    return of(book.cells(number), metric, severity);
  }

  /** Arranges cells. */
  static DriftCells of(List<RunLog.Cell> cells, Optional<String> metric, int severity) {
    List<String> metrics = cells.stream().map(RunLog.Cell::metric).distinct().toList();
    String chosen =
        metric.orElseGet(
            () ->
                metrics.stream()
                    .filter(name -> Metric.of(name).isPresent())
                    .findFirst()
                    .orElse(metrics.getFirst()));
    DriftFindings findings = DriftFindings.of(scores(cells), chosen);
    DriftMatrix matrix = severity == 0 ? findings.matrix() : findings.corruptions().get(severity);
    if (matrix == null) {
      throw new IllegalArgumentException(
          "severity %d was not measured: expected one of %s"
              .formatted(severity, findings.corruptions().keySet()));
    }
    return new Arranged(findings, matrix, severity).cells(metrics);
  }

  /** Returns the scores of cells; a metric that is no number was not defined. */
  private static List<DriftScore> scores(List<RunLog.Cell> cells) {
    record Place(String trained, String tested, String corruption, int severity, int split) {}
    Map<Place, SequencedMap<String, Double>> metrics = new LinkedHashMap<>();
    for (RunLog.Cell cell : cells) {
      SequencedMap<String, Double> known =
          metrics.computeIfAbsent(
              new Place(
                  cell.trained(), cell.tested(), cell.corruption(), cell.severity(), cell.split()),
              _ -> new LinkedHashMap<>());
      if (Double.isFinite(cell.value())) {
        known.put(cell.metric(), cell.value());
      }
    }
    return metrics.entrySet().stream()
        .map(
            entry ->
                new DriftScore(
                    entry.getKey().trained(),
                    entry.getKey().tested(),
                    entry.getKey().corruption().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                            new DriftScore.Corrupted(
                                entry.getKey().corruption(), entry.getKey().severity())),
                    entry.getKey().split(),
                    entry.getValue()))
        .toList();
  }

  private static String hex(Color colour) {
    return "#%06x".formatted(colour.getRGB() & 0xffffff);
  }

  private record Arranged(DriftFindings findings, DriftMatrix matrix, int severity) {
    DriftCells cells(List<String> metrics) {
      SequentialScale values = values();
      DivergingScale drops = DivergingScale.reaching(largestDrop());
      List<List<Cell>> rows = new ArrayList<>();
      for (int row = 0; row < matrix.trained().size(); row++) {
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < matrix.tested().size(); column++) {
          cells.add(cell(row, column, values, drops));
        }
        rows.add(cells);
      }
      return new DriftCells(
          findings.metric(),
          metrics,
          findings.higherIsBetter(),
          severity,
          List.copyOf(findings.corruptions().keySet()),
          matrix.trained(),
          matrix.tested(),
          rows,
          findings
              .worst()
              .filter(_ -> severity == 0)
              .map(worst -> List.of(worst.trained(), worst.tested())),
          Scale.of(values),
          Scale.of(drops),
          DriftSummary.of(findings).sentences());
    }

    private Optional<MetricDrop> drop(int row, int column) {
      return severity == 0 ? findings.drop(row, column) : findings.drop(severity, row, column);
    }

    private SequentialScale values() {
      double[] means = measured().mapToDouble(DriftMatrix.Cell::mean).sorted().toArray();
      return means.length == 0
          ? new SequentialScale(0, 1)
          : SequentialScale.around(means[0], means[means.length - 1], findings.isShare());
    }

    private Stream<DriftMatrix.Cell> measured() {
      return matrix.cells().stream().flatMap(List::stream).flatMap(Optional::stream);
    }

    private double largestDrop() {
      double largest = 0;
      for (int row = 0; row < matrix.trained().size(); row++) {
        for (int column = 0; column < matrix.tested().size(); column++) {
          largest =
              Math.max(largest, drop(row, column).map(MetricDrop::mean).map(Math::abs).orElse(0.0));
        }
      }
      return largest;
    }

    private Cell cell(int row, int column, SequentialScale values, DivergingScale drops) {
      Optional<DriftMatrix.Cell> found = matrix.at(row, column);
      if (found.isEmpty()) {
        return null;
      }
      double mean = found.get().mean();
      Optional<Estimate> interval =
          Optional.of(findings.interval(found.get())).filter(Estimate::hasInterval);
      Optional<MetricDrop> drop = drop(row, column);
      Optional<Estimate> lost = drop.map(MetricDrop::interval).filter(Estimate::hasInterval);
      double loss = drop.map(MetricDrop::mean).orElse(0.0);
      return new Cell(
          mean,
          interval.map(Estimate::low).orElse(null),
          interval.map(Estimate::high).orElse(null),
          found.get().bySplit().size(),
          severity == 0 && matrix.matched(row).equals(OptionalInt.of(column)),
          drop.map(MetricDrop::mean).orElse(null),
          lost.map(Estimate::low).orElse(null),
          lost.map(Estimate::high).orElse(null),
          hex(values.of(mean)),
          hex(values.ink(mean)),
          hex(drops.of(loss)),
          hex(drops.ink(loss)));
    }
  }
}
