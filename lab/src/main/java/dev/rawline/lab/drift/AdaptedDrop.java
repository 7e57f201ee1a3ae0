package dev.rawline.lab.drift;

import dev.rawline.data.file.CsvText;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.evaluation.PredictionLog.PredictionRow;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.DriftScore;
import dev.rawline.lab.statistic.FiellerRatio;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What drift costs models that were adapted to the condition of testing.
 *
 * <p>With a(i, j) as in {@link DriftFindings} and b(i, j) the same of the model that was adapted to
 * j without labels,
 *
 * <ul>
 *   <li>drop without: the mean over i ≠ j of a(i, i) − a(i, j);
 *   <li>drop with: the mean over i ≠ j of a(i, i) − b(i, j), against the same matched value;
 *   <li>recovered: 1 − drop with / drop without; none where the drop without is not above 0;
 *   <li>harm: the mean over i of a(i, i) − b(i, i), the control without drift.
 * </ul>
 *
 * <p>Intervals are paired. Of {@value #SPLITS} splits or more they are over splits, by Student's t,
 * the ratio's by Fieller. Of fewer they are over test samples, by the same formulas: each sample's
 * number is the mean of its differences over models, conditions and splits, those of one sample
 * together. They describe other samples with the trained models as they are, not other trainings.
 *
 * @param adaptation what it is called
 * @param without the drop without adaptation
 * @param with the drop with it
 * @param recovered the share that adaptation recovers; below 0 where it makes things worse
 * @param harm what adaptation costs where nothing has drifted; none where that was not tested
 * @param over what intervals are over
 * @param units how many of these there are
 */
public record AdaptedDrop(
    String adaptation,
    Estimate without,
    Estimate with,
    Optional<Estimate> recovered,
    Optional<Estimate> harm,
    Variation over,
    int units) {
  /** The name of the table. */
  static final String FILE = "adaptation.csv";

  private static final int SPLITS = 5;

  /** What intervals are over. */
  public enum Variation {
    /** Splits of the data. */
    SPLITS,
    /** Test samples, with the trained models as they are. */
    SAMPLES
  }

  /** The paired differences of one kind, by unit; none where there is no cell of that kind. */
  private record Differences(
      List<SplitValues> without, List<SplitValues> with, List<SplitValues> harm) {}

  /**
   * Returns what adaptations recover, in the order of the scores; nothing where no model was tested
   * as trained and under drift.
   *
   * @param scores how models did, adapted ones included
   * @param predictions of single samples
   * @throws IOException if predictions cannot be read
   */
  static List<AdaptedDrop> of(
      List<DriftScore> scores, DriftFindings findings, CellPredictions predictions)
      throws IOException {
    Set<String> names = new LinkedHashSet<>();
    scores.forEach(score -> score.adaptation().ifPresent(names::add));
    List<AdaptedDrop> drops = new ArrayList<>();
    for (String name : names) {
      DriftMatrix adapted =
          DriftMatrix.of(
                  scores.stream()
                      .filter(score -> score.adaptation().filter(name::equals).isPresent())
                      .map(DriftScore::ofCondition)
                      .toList(),
                  findings.metric())
              .cut(findings.matrix().trained(), findings.matrix().tested());
      Differences overSplits = overSplits(findings, adapted);
      if (overSplits.without.isEmpty() || overSplits.with.isEmpty()) {
        continue;
      }
      int splits = findings.matrix().commonSplits().size();
      Optional<Differences> overSamples =
          splits >= SPLITS ? Optional.empty() : overSamples(findings, name, predictions);
      drops.add(
          of(
              name,
              overSamples.orElse(overSplits),
              findings.matchedMean().orElseThrow().value(),
              overSamples.isPresent() ? Variation.SAMPLES : Variation.SPLITS));
    }
    return drops;
  }

  private static AdaptedDrop of(
      String name, Differences differences, double magnitude, Variation over) {
    return new AdaptedDrop(
        name,
        SplitValues.meanOf(differences.without),
        SplitValues.meanOf(differences.with),
        FiellerRatio.of(differences.with, differences.without, magnitude)
            .map(AdaptedDrop::complement),
        differences.harm.isEmpty()
            ? Optional.empty()
            : Optional.of(SplitValues.meanOf(differences.harm)),
        over,
        SplitValues.common(differences.without).size());
  }

  private static Estimate complement(Estimate ratio) {
    return ratio.hasInterval()
        ? Estimate.finite(1 - ratio.value(), 1 - ratio.high(), 1 - ratio.low(), ratio.level())
        : Estimate.withoutInterval(1 - ratio.value(), ratio.level());
  }

  private static Differences overSplits(DriftFindings findings, DriftMatrix adapted) {
    DriftMatrix matrix = findings.matrix();
    List<CellDrop> with = CellDrop.against(matrix, adapted, findings.higherIsBetter());
    Predicate<CellDrop> matched =
        drop ->
            adapted
                .tested()
                .get(drop.column())
                .equals(Condition.own(adapted.trained().get(drop.row())));
    return new Differences(
        CellDrop.lost(CellDrop.ofDrift(matrix, findings.higherIsBetter())),
        CellDrop.lost(with.stream().filter(matched.negate()).toList()),
        CellDrop.lost(with.stream().filter(matched).toList()));
  }

  /** The sums of single samples' differences, and how many there are. */
  private static final class Sums {
    private final SortedMap<String, Double> bySample = new TreeMap<>();
    private int count;

    /** Adds what samples lose from one cell to another. */
    void add(Map<String, Double> before, Map<String, Double> after) {
      before.forEach(
          (sample, value) -> bySample.merge(sample, value - after.get(sample), Double::sum));
      count += before.size();
    }

    /**
     * Returns numbers by sample whose mean is the mean of all differences: a sample that was tested
     * more often weighs more.
     */
    List<SplitValues> values() {
      if (count == 0) {
        return List.of();
      }
      SortedMap<Integer, Double> values = new TreeMap<>();
      double weight = (double) bySample.size() / count;
      bySample.values().forEach(sum -> values.put(values.size() + 1, weight * sum));
      return List.of(new SplitValues(values));
    }
  }

  /** Returns the differences by sample, where the metric is a mean over samples. */
  private static Optional<Differences> overSamples(
      DriftFindings findings, String adaptation, CellPredictions predictions) throws IOException {
    boolean classes = findings.metric().equals(Metric.ACCURACY.toString());
    if (!classes && !findings.metric().equals(Metric.IOU_PER_IMAGE.toString())) {
      return Optional.empty();
    }
    DriftMatrix matrix = findings.matrix();
    Sums without = new Sums();
    Sums with = new Sums();
    Sums harm = new Sums();
    for (int row = 0; row < matrix.trained().size(); row++) {
      String trained = matrix.trained().get(row);
      String own = Condition.own(trained);
      for (String tested : matrix.tested()) {
        for (int split : matrix.commonSplits()) {
          String after = DriftScore.adapted(tested, adaptation);
          if (matrix.diagonal(row).isEmpty() || predictions.at(trained, after, split).isEmpty()) {
            continue;
          }
          Map<String, Double> matched =
              right(predictions.predictions(trained, own, split), classes);
          Map<String, Double> adapted =
              right(predictions.predictions(trained, after, split), classes);
          if (tested.equals(own)) {
            harm.add(matched, adapted);
          } else {
            without.add(matched, right(predictions.predictions(trained, tested, split), classes));
            with.add(matched, adapted);
          }
        }
      }
    }
    return without.count == 0
        ? Optional.empty()
        : Optional.of(new Differences(without.values(), with.values(), harm.values()));
  }

  private static Map<String, Double> right(List<PredictionRow> rows, boolean classes) {
    Map<String, Double> right = new HashMap<>();
    for (PredictionRow row : rows) {
      right.put(
          row.sample(),
          classes
              ? row.predicted().equals(row.truth()) ? 1.0 : 0.0
              : Double.parseDouble(row.predicted()));
    }
    return right;
  }

  /** Returns a table, one line an adaptation; what is not known is empty. */
  static CsvText csv(String metric, List<AdaptedDrop> drops) {
    CsvText text =
        CsvText.of(
            "metric,adaptation,drop_without,drop_without_low,drop_without_high,"
                + "drop_with,drop_with_low,drop_with_high,recovered,recovered_low,recovered_high,"
                + "harm,harm_low,harm_high,intervals_over,units");
    for (AdaptedDrop drop : drops) {
      List<Object> line = new ArrayList<>(List.of(metric, drop.adaptation));
      for (Optional<Estimate> estimate :
          List.of(Optional.of(drop.without), Optional.of(drop.with), drop.recovered, drop.harm)) {
        Optional<Estimate> interval = estimate.filter(Estimate::hasInterval);
        line.add(estimate.map(Estimate::value));
        line.add(interval.map(Estimate::low));
        line.add(interval.map(Estimate::high));
      }
      line.add(drop.variation());
      line.add(drop.units);
      text.add(line.toArray());
    }
    return text;
  }

  /** Returns what intervals are over, in a word. */
  public String variation() {
    return switch (over) {
      case SPLITS -> "splits";
      case SAMPLES -> "samples";
    };
  }
}
