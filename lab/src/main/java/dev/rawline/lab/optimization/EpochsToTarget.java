package dev.rawline.lab.optimization;

import dev.rawline.learning.train.EpochReport;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How long an arm took until the validation side reached a number.
 *
 * @param arm the arm
 * @param target the number of the metric
 * @param splits how many splits there are
 * @param reached in how many of them it was reached
 * @param epochs after how many epochs, the mean over those that reached it; none where none did
 * @param steps after how many steps of training, likewise
 */
public record EpochsToTarget(
    Arm arm, double target, int splits, int reached, OptionalDouble epochs, OptionalDouble steps) {

  /**
   * Returns how long an arm took.
   *
   * @param stepsOfEpoch how many steps an epoch has
   */
  static EpochsToTarget of(Arm arm, double target, List<ArmRun> runs, int stepsOfEpoch) {
    List<ArmRun> own = runs.stream().filter(run -> run.arm() == arm).toList();
    List<Integer> epochs =
        own.stream()
            .map(run -> first(run, target))
            .filter(OptionalInt::isPresent)
            .map(OptionalInt::getAsInt)
            .toList();
    OptionalDouble mean = epochs.stream().mapToInt(Integer::intValue).average();
    return new EpochsToTarget(
        arm,
        target,
        own.size(),
        epochs.size(),
        mean,
        mean.isPresent()
            ? OptionalDouble.of(mean.getAsDouble() * stepsOfEpoch)
            : OptionalDouble.empty());
  }

  private static OptionalInt first(ArmRun run, double target) {
    return run.history().stream()
        .filter(report -> report.metric().isPresent())
        .filter(report -> report.metric().getAsDouble() >= target)
        .mapToInt(EpochReport::epoch)
        .findFirst();
  }
}
