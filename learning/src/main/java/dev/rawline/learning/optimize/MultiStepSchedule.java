package dev.rawline.learning.optimize;

import java.util.ArrayList;
import java.util.List;

/**
 * Down by a factor at the beginning of some epochs: factor^(how many of them have begun).
 *
 * @param epochs which, counted from 0, rising; each at least 1
 * @param factor above 0, at most 1
 */
public record MultiStepSchedule(List<Integer> epochs, double factor) implements Schedule {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range; the message names all
   */
  public MultiStepSchedule {
    epochs = List.copyOf(epochs);
    List<String> mistakes = new ArrayList<>();
    int before = 0;
    for (int epoch : epochs) {
      if (epoch <= before) {
        mistakes.add(
            "the rate goes down at the epochs %s: expected rising numbers from 1 on"
                .formatted(epochs));
        break;
      }
      before = epoch;
    }
    requireFactor(mistakes, factor);
    OptimizerChecks.require(mistakes);
  }

  static void requireFactor(List<String> mistakes, double factor) {
    if (!(factor > 0 && factor <= 1)) {
      mistakes.add(
          "the factor of the schedule is %s: expected above 0, at most 1".formatted(factor));
    }
  }

  @Override
  public double factor(int step, int steps, double epoch) {
    double begun = epochs.stream().filter(at -> at <= epoch).count();
    return StrictMath.pow(factor, begun);
  }
}
