package dev.rawline.lab.drift;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.statistic.FiellerRatio;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.metric.ValueRange;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
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
 *   <li>ratio at s: corruption drop at s / drift drop, both of what is above the guess level
 *       ({@link FloorLimits}); none where the drift drop's interval holds 0 or lies below it.
 * </ul>
 *
 * <p>Where less of the metric is better, a loss or an error, both differences are turned round, so
 * that a drop above 0 is always a loss. Models that were not tested under their own condition have
 * no drop and count in none.
 *
 * <p>Intervals are paired. Of {@value SplitValues#ENOUGH} or more splits a figure is computed of
 * every split by itself, and its interval is that of the mean over splits by Student's t; the
 * ratio's is Fieller's. They describe how figures would differ between splits of these data, not
 * between data sets. Of fewer splits they are over samples: a figure is computed on every resample
 * of the test samples ({@link SampleDraws}), and its interval lies between percentiles. They
 * describe how figures of these models would differ between samples, not between trainings. A
 * figure counts the splits that all of its cells have, so that an unfinished split changes nothing;
 * where cells have no split in common, it counts every cell by what it has, and no interval is
 * known. There is none either of few splits without predictions, nor of splits that do not differ
 * at all ({@link Estimate#hasInterval}). What a metric cannot reach is cut from the intervals of
 * means and drops: an accuracy ends at 0 and 1, a drop of it at −1 and 1. The ratio is of the drops
 * as they are.
 *
 * @param metric what was measured
 * @param matrix every condition against every other
 * @param corruptions how the models did under corruptions, by severity; empty where there are none
 * @param matchedMean the matched mean; none if no model was tested under its own condition
 * @param driftDrop the drift drop; none if no model was tested under its own condition and another
 * @param corruptionDrop the corruption drop, by severity
 * @param ratio corruption drop / drift drop of what is not left out, by severity
 * @param floor what is at the guess level, and left out of ratios
 * @param worst the cell that loses most against its row's diagonal; none where none loses
 * @param effects which stages of the view explain the drop, largest share first
 * @param ranks how models rank by drift and by corruptions of all severities
 * @param published published figures for comparison, with cells where the axes are the same
 * @param guess what a model reaches that guesses; none where that is not known
 */
public record DriftFindings(
    String metric,
    DriftMatrix matrix,
    SequencedMap<Integer, DriftMatrix> corruptions,
    Optional<Estimate> matchedMean,
    Optional<Estimate> driftDrop,
    SortedMap<Integer, Estimate> corruptionDrop,
    SortedMap<Integer, Optional<Estimate>> ratio,
    FloorLimits floor,
    Optional<WorstCell> worst,
    List<MainEffect> effects,
    Optional<RankChanges> ranks,
    Optional<PublishedDrift> published,
    Optional<ChanceLevel> guess) {

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
   * The cell that loses most. Its numbers are means over the splits by which cells compare: those
   * that all cells and their diagonals have.
   *
   * @param trained the row
   * @param tested the column
   * @param matched the row's diagonal
   * @param value the cell
   * @param lost what it loses, above 0 for a loss
   */
  public record WorstCell(
      String trained, String tested, double matched, double value, double lost) {}

  /**
   * Finds out what drift does to models. Rows and columns are in the order of the scores.
   *
   * @param scores how the models did; those of adapted models are left out
   * @param metric by what to compare them
   * @throws IllegalArgumentException if no score has the metric; the message lists those that there
   *     are; or if a model has two scores of one condition, corruption and split
   */
  public static DriftFindings of(List<DriftScore> scores, String metric) {
    return of(scores, metric, 0);
  }

  /**
   * Finds out what drift does to models of classes of which one may be so frequent that a model
   * that always names it is right more often than one that guesses among all.
   *
   * @param mostFrequent the share of the most frequent class, 0 to 1
   * @throws IllegalArgumentException as {@link #of(List, String)}
   */
  public static DriftFindings of(List<DriftScore> scores, String metric, double mostFrequent) {
    return of(scores, metric, mostFrequent, SampleDraws.NONE);
  }

  /**
   * Finds out the same with intervals over samples.
   *
   * @param draws the metric of the scores on resamples
   */
  static DriftFindings of(
      List<DriftScore> all, String metric, double mostFrequent, SampleDraws draws) {
    List<DriftScore> scores = all.stream().filter(one -> one.adaptation().isEmpty()).toList();
    requireMeasured(scores, metric);
    boolean higherIsBetter = higherIsBetter(metric);
    ValueRange possible = ValueRange.of(metric);
    DriftMatrix matrix = DriftMatrix.of(scores, metric, draws);
    SequencedMap<Integer, DriftMatrix> corruptions =
        DriftMatrix.ofCorruptions(scores, metric, draws);
    Optional<ChanceLevel> guess =
        ChanceLevel.of(
            metric,
            scores.stream().flatMap(score -> score.metrics().keySet().stream()).toList(),
            mostFrequent);
    FloorLimits floor = FloorLimits.of(guess, matrix, corruptions);
    Optional<Estimate> matchedMean = meanOf(matrix.diagonals());
    List<CellDrop> drift = CellDrop.ofDrift(matrix, higherIsBetter);
    List<CellDrop> compared = FloorLimits.kept(drift, matrix, floor.models(), floor.conditions());
    SortedMap<Integer, Estimate> corruptionDrop = new TreeMap<>();
    SortedMap<Integer, Optional<Estimate>> ratio = new TreeMap<>();
    corruptions.forEach(
        (severity, corrupted) -> {
          List<CellDrop> lost = CellDrop.against(matrix, corrupted, higherIsBetter);
          if (!lost.isEmpty()) {
            corruptionDrop.put(
                severity, possible.differences().cut(SplitValues.meanOf(CellDrop.lost(lost))));
            List<CellDrop> kept =
                FloorLimits.kept(lost, corrupted, floor.models(), floor.corruptions(severity));
            ratio.put(
                severity,
                compared.isEmpty() || kept.isEmpty()
                    ? Optional.empty()
                    : FiellerRatio.of(
                        CellDrop.lost(kept),
                        CellDrop.lost(compared),
                        matchedMean.orElseThrow().value()));
          }
        });
    return new DriftFindings(
        metric,
        matrix,
        corruptions,
        matchedMean.map(possible::cut),
        meanOf(CellDrop.lost(drift)).map(possible.differences()::cut),
        corruptionDrop,
        ratio,
        floor,
        worst(matrix, drift, 1).stream().findFirst(),
        EffectAnalysis.of(matrix, drift, possible.differences()),
        RankChanges.of(matrix, corruptions.values(), higherIsBetter),
        PublishedDrift.beside(metric, matrix, corruptions),
        guess);
  }

  private static void requireMeasured(List<DriftScore> scores, String metric) {
    SequencedSet<String> measured = new LinkedHashSet<>();
    scores.forEach(score -> measured.addAll(score.metrics().keySet()));
    if (!measured.contains(metric)) {
      throw new IllegalArgumentException(
          measured.isEmpty()
              ? "there are no scores: expected at least one"
              : "no score has the metric '%s': expected one of %s"
                  .formatted(metric, String.join(", ", measured)));
    }
  }

  private static Optional<Estimate> meanOf(List<SplitValues> numbers) {
    return numbers.isEmpty() ? Optional.empty() : Optional.of(SplitValues.meanOf(numbers));
  }

  private static List<WorstCell> worst(DriftMatrix matrix, List<CellDrop> drops, int most) {
    return CellDrop.comparable(drops).stream()
        .filter(drop -> drop.lost().mean() > 0)
        .sorted(Comparator.comparingDouble((CellDrop drop) -> -drop.lost().mean()))
        .limit(most)
        .map(drop -> worst(matrix, drop))
        .toList();
  }

  private static WorstCell worst(DriftMatrix matrix, CellDrop drop) {
    Set<Integer> splits = drop.lost().values().keySet();
    return new WorstCell(
        matrix.trained().get(drop.row()),
        matrix.tested().get(drop.column()),
        matrix.diagonal(drop.row()).orElseThrow().numbers().on(splits).mean(),
        matrix.at(drop.row(), drop.column()).orElseThrow().numbers().on(splits).mean(),
        drop.lost().mean());
  }

  /**
   * Returns whether models have hardly learned: whether their matched mean is no further than a
   * tenth of the way from what a guess reaches to 1. What such models lose means nothing.
   */
  public boolean hardlyLearned() {
    return guess.isPresent()
        && matchedMean.isPresent()
        && guess.get().hardlyExceededBy(matchedMean.get().value());
  }

  /** Returns whether a ratio at a severity is prevented because nothing is left to compare. */
  boolean isAtFloor(int severity) {
    return floor.limits(severity)
        && (FloorLimits.kept(
                    CellDrop.ofDrift(matrix, higherIsBetter()),
                    matrix,
                    floor.models(),
                    floor.conditions())
                .isEmpty()
            || FloorLimits.kept(
                    CellDrop.against(matrix, corruptions.get(severity), higherIsBetter()),
                    corruptions.get(severity),
                    floor.models(),
                    floor.corruptions(severity))
                .isEmpty());
  }

  /**
   * Returns what intervals are over: "over 6 splits of the data", or "over the samples of 3 splits
   * of the data, the models given".
   *
   * @param splits the splits that a figure is of
   */
  static String over(Set<Integer> splits) {
    return splits.size() >= SplitValues.ENOUGH
        ? "over %d splits of the data".formatted(splits.size())
        : "over the samples of %s of the data, the models given"
            .formatted(splits.size() == 1 ? "a single split" : splits.size() + " splits");
  }

  /** Returns whether more of a metric is better; of one that is not known, more is. */
  public static boolean higherIsBetter(String metric) {
    return Metric.of(metric).map(Metric::higherIsBetter).orElse(!metric.equals(LOSS));
  }

  /** Returns whether the metric is a share, at most 1; one that is not known is. */
  public boolean isShare() {
    return Metric.of(metric).map(Metric::isShare).orElse(!metric.equals(LOSS));
  }

  /** Returns whether more of the metric is better. */
  public boolean higherIsBetter() {
    return higherIsBetter(metric);
  }

  /**
   * Returns the cells that lose most against their rows' diagonals, the worst first; those that
   * lose nothing are left out. That of many cells the worst was chosen makes it look worse than it
   * is: among other splits it would lose less.
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
  public Optional<MetricDrop> drop(int row, int column) {
    return drop(row, matrix.at(row, column));
  }

  /**
   * Returns how much a cell under a corruption loses; none where it or its row's diagonal was not
   * measured, or on other splits.
   *
   * @param column the corruption, from 0, as in {@link #corruptions}
   */
  public Optional<MetricDrop> drop(int severity, int row, int column) {
    return drop(row, corruptions.get(severity).at(row, column));
  }

  private Optional<MetricDrop> drop(int row, Optional<DriftMatrix.Cell> cell) {
    return MetricDrop.of(matrix.diagonal(row), cell, metric);
  }

  /**
   * Returns the confidence interval of a cell's mean: that of {@link DriftMatrix.Cell#interval}, of
   * which is cut what the metric cannot reach.
   *
   * @param cell a cell of the matrix, or of one under corruptions
   */
  public Estimate interval(DriftMatrix.Cell cell) {
    return ValueRange.of(metric).cut(cell.interval());
  }

  /**
   * Returns the drop under a corruption, as a mean over the models that were also tested under
   * matched conditions; none where there is no such model.
   *
   * @param severity one of {@link #corruptions}
   * @param kind the corruption
   */
  public Optional<Estimate> corruptionDrop(int severity, String kind) {
    DriftMatrix corrupted = corruptions.get(severity).cut(matrix.trained(), List.of(kind));
    return meanOf(CellDrop.lost(CellDrop.against(matrix, corrupted, higherIsBetter())))
        .map(ValueRange.of(metric).differences()::cut);
  }

  /** Returns how many cells have a drop: all that were measured, but for the diagonal. */
  public long pairs() {
    return IntStream.range(0, matrix.trained().size())
        .mapToLong(
            row ->
                IntStream.range(0, matrix.tested().size())
                    .filter(column -> matrix.matched(row).orElse(-1) != column)
                    .filter(column -> drop(row, column).isPresent())
                    .count())
        .sum();
  }

  /** Returns how models rank by drift and by the corruptions of one severity. */
  public Optional<RankChanges> ranks(int severity) {
    return RankChanges.of(matrix, List.of(corruptions.get(severity)), higherIsBetter());
  }
}
