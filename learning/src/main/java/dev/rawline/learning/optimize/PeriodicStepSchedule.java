package dev.rawline.learning.optimize;

import java.util.ArrayList;
import java.util.List;

/**
 * Down by a factor every so many epochs: factor^⌊epoch / epochs⌋.
 *
 * @param epochs how many, at least 1
 * @param factor above 0, at most 1
 */
public record PeriodicStepSchedule(int epochs, double factor) implements Schedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public PeriodicStepSchedule {
    List<String> mistakes = new ArrayList<>();
    if (epochs < 1) {
      mistakes.add(
          "the rate goes down every %d epochs: expected at least 1 epoch".formatted(epochs));
    }
    MultiStepSchedule.requireFactor(mistakes, factor);
    OptimizerChecks.require(mistakes);
  }

  @Override
  public double factor(int step, int steps, double epoch) {
    return StrictMath.pow(factor, Math.floor(epoch / epochs));
  }
}
