package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.PairedBootstrap;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.metric.ChanceLevel;
import dev.rawline.learning.metric.ValueRange;
import dev.rawline.learning.train.EpochReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What learning θ with a model gains over holding it at its start, from the same seeds and splits.
 *
 * @param metric the metric that is compared, of which more is better
 * @param validated the metric of the curves: that of the validation side, by which epochs are
 *     chosen
 * @param runs all models, of each arm those of its best learning rate
 * @param learned the metric with θ learned, on the test side, over splits
 * @param frozen the same with θ held
 * @param gain learned less frozen, paired by split, with the interval of the corrected resampled
 *     t-test
 * @param probability how likely such a gain is by chance, by that test; none of fewer than {@value
 *     SplitValues#ENOUGH} splits, or where all agree
 * @param ofSamples the gain, paired by sample
 * @param curves the validation side epoch by epoch, learned first
 * @param losses the training loss epoch by epoch, learned first
 * @param reached how long each arm took to reach given numbers
 * @param theta the names of the numbers of θ that are learned
 * @param rates the learning rates of the task model that both arms were trained at
 * @param best the split whose learned model did best on its validation side
 */
public record JointFindings(
    String metric,
    String validated,
    List<ArmRun> runs,
    Estimate learned,
    Estimate frozen,
    Estimate gain,
    OptionalDouble probability,
    Optional<PairedBootstrap.Gain> ofSamples,
    List<MetricBand> curves,
    List<MetricBand> losses,
    List<EpochsToTarget> reached,
    List<String> theta,
    List<Double> rates,
    int best) {
  private static final double SIGNIFICANT = 0.05;

  /**
   * Facts in addition to the runs.
   *
   * @param validated the metric of the validation side
   * @param theta the names of the numbers of θ that are learned
   * @param rates the learning rates that both arms were trained at
   * @param targets the values that arms are to reach
   * @param stepsOfEpoch how many steps an epoch of training has
   * @param testToTrain the ratio of test to training samples
   */
  public record Setting(
      String validated,
      List<String> theta,
      List<Double> rates,
      List<Double> targets,
      int stepsOfEpoch,
      double testToTrain) {}

  /**
   * Compares the arms.
   *
   * @param runs both arms of every split
   * @param metric which metric of the test side
   * @throws IllegalArgumentException if a split lacks an arm or the metric
   */
  public static JointFindings of(
      List<ArmRun> runs, String metric, Setting setting, Optional<PairedBootstrap.Gain> ofSamples) {
    SplitValues learned = bySplit(runs, Arm.LEARNED, metric);
    SplitValues frozen = bySplit(runs, Arm.FROZEN, metric);
    if (!learned.values().keySet().equals(frozen.values().keySet())) {
      throw new IllegalArgumentException(
          "arm %s: learned on the splits %s, frozen on %s: expected both on every split"
              .formatted(metric, learned.values().keySet(), frozen.values().keySet()));
    }
    ValueRange possible = ValueRange.of(metric);
    SplitValues gain = learned.minus(frozen).orElseThrow();
    return new JointFindings(
        metric,
        setting.validated,
        runs,
        possible.cut(learned.estimate()),
        possible.cut(frozen.estimate()),
        possible.differences().cut(gain.corrected(setting.testToTrain)),
        gain.values().size() < SplitValues.ENOUGH
            ? OptionalDouble.empty()
            : gain.probability(setting.testToTrain),
        ofSamples,
        bands(runs, EpochReport::metric),
        bands(runs, report -> OptionalDouble.of(report.trainingLoss())),
        setting.targets.stream()
            .flatMap(
                target ->
                    Arrays.stream(Arm.values())
                        .map(arm -> EpochsToTarget.of(arm, target, runs, setting.stepsOfEpoch)))
            .toList(),
        setting.theta,
        setting.rates,
        best(runs));
  }

  /**
   * Returns the learning rate of each arm that does best on the validation sides, mean over splits;
   * of equal ones the smallest.
   *
   * @param runs both arms of every split at every rate
   */
  static Map<Arm, Double> bestRates(List<ArmRun> runs) {
    Map<Arm, SortedMap<Double, List<ArmRun>>> byRate = new EnumMap<>(Arm.class);
    for (ArmRun run : runs) {
      byRate
          .computeIfAbsent(run.arm(), _ -> new TreeMap<>())
          .computeIfAbsent(run.rate(), _ -> new ArrayList<>())
          .add(run);
    }
    Map<Arm, Double> best = new EnumMap<>(Arm.class);
    byRate.forEach(
        (arm, rates) -> {
          double most = Double.NEGATIVE_INFINITY;
          for (Map.Entry<Double, List<ArmRun>> rate : rates.entrySet()) {
            double mean =
                rate.getValue().stream().mapToDouble(ArmRun::validated).average().orElseThrow();
            if (mean > most || !best.containsKey(arm)) {
              most = mean;
              best.put(arm, rate.getKey());
            }
          }
        });
    return best;
  }

  /** Returns the learning rate of an arm. */
  public double rate(Arm arm) {
    return runs.stream().filter(run -> run.arm() == arm).findFirst().orElseThrow().rate();
  }

  /** Returns how many splits were compared. */
  public int splits() {
    return runs.size() / Arm.values().length;
  }

  /** Returns what a model reaches that guesses; none where that is not known. */
  public Optional<ChanceLevel> guess() {
    return ChanceLevel.of(
        metric, runs.stream().flatMap(run -> run.metrics().keySet().stream()).toList(), 0);
  }

  private static List<MetricBand> bands(
      List<ArmRun> runs, Function<EpochReport, OptionalDouble> value) {
    return Arrays.stream(Arm.values()).map(arm -> MetricBand.of(arm, runs, value)).toList();
  }

  private static SplitValues bySplit(List<ArmRun> runs, Arm arm, String metric) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    for (ArmRun run : runs) {
      if (run.arm() == arm && run.metrics().containsKey(metric)) {
        values.put(run.split(), run.metrics().get(metric));
      }
    }
    return new SplitValues(values);
  }

  private static int best(List<ArmRun> runs) {
    return runs.stream()
        .filter(run -> run.arm() == Arm.LEARNED)
        .reduce((one, other) -> other.validated() > one.validated() ? other : one)
        .map(ArmRun::split)
        .orElse(1);
  }

  /** Returns whether the gain is significant at the level of 5 %. */
  public boolean isSignificant() {
    return probability.isPresent() && probability.getAsDouble() < SIGNIFICANT;
  }

  /** Returns on how many splits the learned model does better. */
  public long gaining() {
    return runs.stream()
        .filter(run -> run.arm() == Arm.LEARNED)
        .filter(
            run -> run.metrics().get(metric) > run(Arm.FROZEN, run.split()).metrics().get(metric))
        .count();
  }

  /** Returns a model of an arm. */
  public ArmRun run(Arm arm, int split) {
    return runs.stream()
        .filter(run -> run.arm() == arm && run.split() == split)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The results of the runs of an arm, epoch by epoch: the mean over splits, and Student's interval
   * of it.
   *
   * @param arm the arm
   * @param points the epochs that every split has, in their order
   */
  public record MetricBand(Arm arm, List<Point> points) {

    /**
     * One epoch.
     *
     * @param epoch the epoch, from 1
     * @param value the mean over splits
     */
    public record Point(int epoch, Estimate value) {}

    /**
     * Returns the results of the runs of an arm.
     *
     * @param value the number of an epoch, where it has one
     */
    static MetricBand of(Arm arm, List<ArmRun> runs, Function<EpochReport, OptionalDouble> value) {
      SortedMap<Integer, SortedMap<Integer, Double>> byEpoch = new TreeMap<>();
      List<ArmRun> own = runs.stream().filter(run -> run.arm() == arm).toList();
      for (ArmRun run : own) {
        for (EpochReport report : run.history()) {
          value
              .apply(report)
              .ifPresent(
                  number ->
                      byEpoch
                          .computeIfAbsent(report.epoch(), _ -> new TreeMap<>())
                          .put(run.split(), number));
        }
      }
      List<Point> points = new ArrayList<>();
      byEpoch.forEach(
          (epoch, numbers) -> {
            if (numbers.size() == own.size()) {
              points.add(new Point(epoch, new SplitValues(numbers).estimate()));
            }
          });
      return new MetricBand(arm, points);
    }
  }
}
