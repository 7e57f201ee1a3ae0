package dev.rawline.lab.optimization;

import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.statistic.SplitValues;
import dev.rawline.learning.train.EpochReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

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
