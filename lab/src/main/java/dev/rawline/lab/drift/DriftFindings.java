package dev.rawline.lab.drift;

import dev.rawline.learning.metric.Estimate;
import dev.rawline.learning.metric.Metric;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What drift does to models.
 *
 * <p>Definitions. With a(i, j) the mean over splits of the metric of the model that was trained
 * under i and tested under j, and c(i, k, s) the same under corruption k at severity s of the
 * pictures of condition i:
 *
 * <ul>
 *   <li>matched mean: the mean of a(i, i);
 *   <li>drift drop: the mean over i ≠ j of a(i, i) − a(i, j);
 *   <li>corruption drop at s: the mean over i and k of a(i, i) − c(i, k, s);
 *   <li>ratio at s: corruption drop at s / drift drop; none where the drift drop's interval holds 0
 *       or lies below it.
 * </ul>
 *
 * <p>Where less of the metric is better, a loss or an error, both differences are turned round, so
 * that a drop above 0 is always a loss. Models that were not tested under their own condition have
 * no drop and count in none.
 *
 * <p>Intervals are paired: a figure is computed of every split by itself, and its interval is that
 * of the mean over splits by Student's t; the ratio's is Fieller's. They tell how figures would
 * differ between splits of these data, not between data sets. A figure counts the splits that all
 * of its cells have, so that an unfinished split changes nothing; where cells have no split in
 * common, it counts every cell by what it has, and no interval is known. Of one split none is
 * either ({@link #isKnown}).
 *
 * @param metric what was measured
 * @param matrix every condition against every other
 * @param corruptions how the models did under corruptions, by severity; empty where none were asked
 * @param matchedMean the matched mean; none if no model was tested under its own condition
 * @param driftDrop the drift drop; none if no model was tested under its own condition and another
 * @param corruptionDrop the corruption drop, by severity
 * @param ratio corruption drop / drift drop, by severity
 * @param worst the cell that loses most against its row's diagonal
 * @param effects which stages of the view explain the drop, largest share first
 * @param ranks how models rank by drift and by corruptions of all severities
 * @param published published figures that stand beside, with cells where the axes are the same
 */
public record DriftFindings(
    String metric,
    DriftMatrix matrix,
    SequencedMap<Integer, DriftMatrix> corruptions,
    Optional<Estimate> matchedMean,
    Optional<Estimate> driftDrop,
    SortedMap<Integer, Estimate> corruptionDrop,
    SortedMap<Integer, Optional<Estimate>> ratio,
    Optional<WorstCell> worst,
    List<MainEffect> effects,
    Optional<RankChanges> ranks,
    Optional<PublishedDrift> published) {

  /** What losses of training are called; every other metric is one of {@link Metric} or a share. */
  private static final String LOSS = "loss";

  /** Copies the maps and the list. */
  public DriftFindings {
    corruptions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(corruptions));
    corruptionDrop = Collections.unmodifiableSortedMap(new TreeMap<>(corruptionDrop));
    ratio = Collections.unmodifiableSortedMap(new TreeMap<>(ratio));
    effects = List.copyOf(effects);
  }

  /**
   * The cell that loses most.
   *
   * @param trained the row
   * @param tested the column
   * @param matched the row's diagonal
   * @param value the cell
   */
  public record WorstCell(String trained, String tested, double matched, double value) {}

  /**
   * Finds out what drift does to models. Rows and columns are in the order of the scores.
   *
   * @param scores how the models did
   * @param metric by what to compare them
   * @throws IllegalArgumentException if no score has the metric; the message lists those that there
   *     are; or if a model has two scores of one condition, corruption and split
   */
  public static DriftFindings of(List<DriftScore> scores, String metric) {
    DriftFindings ours = withoutPublished(scores, metric);
    return new DriftFindings(
        ours.metric,
        ours.matrix,
        ours.corruptions,
        ours.matchedMean,
        ours.driftDrop,
        ours.corruptionDrop,
        ours.ratio,
        ours.worst,
        ours.effects,
        ours.ranks,
        PublishedDrift.beside(metric, ours.matrix));
  }

  static DriftFindings withoutPublished(List<DriftScore> scores, String metric) {
    requireMeasured(scores, metric);
    boolean higherIsBetter = higherIsBetter(metric);
    DriftMatrix matrix = DriftMatrix.of(scores, metric);
    SequencedMap<Integer, DriftMatrix> corruptions = DriftMatrix.ofCorruptions(scores, metric);
    List<BySplit> matched =
        IntStream.range(0, matrix.trained().size())
            .mapToObj(matrix::diagonal)
            .flatMap(Optional::stream)
            .map(DriftMatrix.Cell::numbers)
            .toList();
    Optional<Estimate> matchedMean = meanOf(matched);
    List<CellDrop> drift = CellDrop.ofDrift(matrix, higherIsBetter);
    SortedMap<Integer, Estimate> corruptionDrop = new TreeMap<>();
    SortedMap<Integer, Optional<Estimate>> ratio = new TreeMap<>();
    corruptions.forEach(
        (severity, corrupted) -> {
          List<BySplit> lost = CellDrop.lost(CellDrop.against(matrix, corrupted, higherIsBetter));
          if (!lost.isEmpty()) {
            corruptionDrop.put(severity, BySplit.meanOf(lost));
            ratio.put(
                severity,
                drift.isEmpty()
                    ? Optional.empty()
                    : DropRatio.of(lost, CellDrop.lost(drift), matchedMean.orElseThrow().value()));
          }
        });
    return new DriftFindings(
        metric,
        matrix,
        corruptions,
        matchedMean,
        meanOf(CellDrop.lost(drift)),
        corruptionDrop,
        ratio,
        worst(matrix, drift, 1).stream().findFirst(),
        EffectAnalysis.of(matrix, drift),
        RankChanges.of(matrix, corruptions.values(), higherIsBetter),
        Optional.empty());
  }

  private static void requireMeasured(List<DriftScore> scores, String metric) {
    SequencedSet<String> measured = new LinkedHashSet<>();
    scores.forEach(score -> measured.addAll(score.metrics().keySet()));
    if (!measured.contains(metric)) {
      throw new IllegalArgumentException(
          measured.isEmpty()
              ? "there is no score: expected one at least"
              : "no score has the metric '%s': expected one of %s"
                  .formatted(metric, String.join(", ", measured)));
    }
  }

  private static Optional<Estimate> meanOf(List<BySplit> numbers) {
    return numbers.isEmpty() ? Optional.empty() : Optional.of(BySplit.meanOf(numbers));
  }

  private static List<WorstCell> worst(DriftMatrix matrix, List<CellDrop> drops, int most) {
    return drops.stream()
        .sorted(Comparator.comparingDouble((CellDrop drop) -> -drop.lost().mean()))
        .limit(most)
        .map(
            drop ->
                new WorstCell(
                    matrix.trained().get(drop.row()),
                    matrix.tested().get(drop.column()),
                    matrix.diagonal(drop.row()).orElseThrow().mean(),
                    matrix.at(drop.row(), drop.column()).orElseThrow().mean()))
        .toList();
  }

  /**
   * Returns whether an estimate's interval is known. Of one split it is not, nor of splits that do
   * not differ at all: then both bounds are the value.
   */
  public static boolean isKnown(Estimate estimate) {
    return estimate.hasInterval();
  }

  /** Returns whether more of a metric is better; of one that is not known, more is. */
  public static boolean higherIsBetter(String metric) {
    return Metric.of(metric).map(Metric::higherIsBetter).orElse(!metric.equals(LOSS));
  }

  /** Returns whether more of the metric is better. */
  public boolean higherIsBetter() {
    return higherIsBetter(metric);
  }

  /**
   * Returns the cells that lose most against their rows' diagonals, the worst first. That of many
   * cells the worst was chosen makes it look worse than it is: among other splits it would lose
   * less.
   *
   * @param most how many at most
   */
  public List<WorstCell> worst(int most) {
    return worst(matrix, CellDrop.ofDrift(matrix, higherIsBetter()), most);
  }

  /**
   * Returns how much a cell of the matrix loses; none where it or its row's diagonal was not
   * measured, or on other splits.
   */
  public Optional<Drop> drop(int row, int column) {
    return drop(row, matrix.at(row, column));
  }

  /**
   * Returns how much a cell under a corruption loses; none where it or its row's diagonal was not
   * measured, or on other splits.
   *
   * @param column the corruption, from 0, as in {@link #corruptions}
   */
  public Optional<Drop> drop(int severity, int row, int column) {
    return drop(row, corruptions.get(severity).at(row, column));
  }

  private Optional<Drop> drop(int row, Optional<DriftMatrix.Cell> cell) {
    return Drop.of(matrix.diagonal(row), cell, higherIsBetter());
  }

  /** Returns how models rank by drift and by the corruptions of one severity. */
  public Optional<RankChanges> ranks(int severity) {
    return RankChanges.of(matrix, List.of(corruptions.get(severity)), higherIsBetter());
  }
}
