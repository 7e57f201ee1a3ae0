package dev.rawline.lab.drift;

import dev.rawline.learning.metric.IntervalEstimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;

/** The form of {@code findings.json}; what is not known is null. */
record DriftFindingsRecord(
    String metric,
    boolean higherIsBetter,
    SequencedSet<Integer> splits,
    List<String> trained,
    List<String> tested,
    Optional<IntervalEstimate> matchedMean,
    Optional<IntervalEstimate> driftDrop,
    SortedMap<Integer, IntervalEstimate> corruptionDrop,
    SortedMap<Integer, Optional<IntervalEstimate>> ratio,
    List<DriftFindings.WorstCell> worst,
    List<MainEffect> effects,
    Optional<Ranks> ranks,
    Map<Integer, Optional<Ranks>> ranksBySeverity,
    Optional<Published> published,
    List<Cell> cells,
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
    Map<Integer, Optional<Ranks>> ranks = new LinkedHashMap<>();
    for (int severity : findings.corruptions().keySet()) {
      ranks.put(severity, findings.ranks(severity).map(Ranks::of));
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
        findings.worst(WORST),
        findings.effects(),
        findings.ranks().map(Ranks::of),
        ranks,
        findings.published().map(Published::of),
        cells.stream().map(Cell::of).toList(),
        origin);
  }

  /** How models rank by drift and by corruptions. */
  private record Ranks(double kendall, double spearman, List<RankChanges.Rank> models) {
    static Ranks of(RankChanges changes) {
      return new Ranks(changes.kendall(), changes.spearman(), changes.ranks());
    }
  }

  /** Published figures, by the severity of the published corruptions. */
  private record Published(
      String name,
      double matchedMean,
      double driftDrop,
      Map<Integer, Double> corruptionDrop,
      Map<Integer, Double> ratio,
      Optional<Matrix> matrix) {
    static Published of(PublishedDrift published) {
      return new Published(
          published.name(),
          published.matchedMean(),
          published.driftDrop(),
          Map.of(PublishedDrift.SEVERITY, published.corruptionDrop()),
          Map.of(PublishedDrift.SEVERITY, published.ratio()),
          published.matrix().map(Matrix::of));
    }
  }

  /** A matrix of means, row by row. */
  private record Matrix(
      List<String> trained, List<String> tested, List<List<Optional<Double>>> cells) {
    static Matrix of(DriftMatrix matrix) {
      return new Matrix(
          matrix.trained(),
          matrix.tested(),
          matrix.cells().stream()
              .map(row -> row.stream().map(cell -> cell.map(DriftMatrix.Cell::mean)).toList())
              .toList());
    }
  }

  /** A cell; severity 0 where there is no corruption. */
  private record Cell(
      String trained,
      String tested,
      Optional<String> corruption,
      int severity,
      SequencedMap<String, Value> metrics) {
    static Cell of(MeasuredCell cell) {
      SequencedMap<String, Value> metrics = new LinkedHashMap<>();
      cell.metrics().forEach((name, metric) -> metrics.put(name, Value.of(metric)));
      return new Cell(
          cell.trained(),
          cell.tested(),
          cell.corruption().map(DriftScore.Corrupted::name),
          cell.corruption().map(DriftScore.Corrupted::severity).orElse(0),
          metrics);
    }
  }

  /** A metric of a cell, over its splits. */
  private record Value(
      double mean,
      Optional<Double> deviation,
      Optional<Double> low,
      Optional<Double> high,
      double level,
      int splits,
      Optional<Double> drop) {
    static Value of(MeasuredCell.OfMetric metric) {
      int splits = metric.cell().bySplit().size();
      Optional<IntervalEstimate> interval =
          Optional.of(metric.interval()).filter(IntervalEstimate::hasInterval);
      return new Value(
          metric.cell().mean(),
          splits < 2 ? Optional.empty() : Optional.of(metric.cell().deviation()),
          interval.map(IntervalEstimate::low),
          interval.map(IntervalEstimate::high),
          metric.interval().level(),
          splits,
          metric.drop().map(MetricDrop::mean));
    }
  }
}
