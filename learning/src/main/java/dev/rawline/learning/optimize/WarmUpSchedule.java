package dev.rawline.learning.optimize;

/**
 * From 0 to a schedule along a line (Goyal et al. 2017): min(1, t / length) times the schedule's
 * own factor, t being the steps or epochs that have passed.
 *
 * @param length how many steps or epochs, above 0
 * @param unit of what
 * @param then the schedule, which counts from the beginning of the run
 */
public record WarmUpSchedule(double length, Unit unit, Schedule then) implements Schedule {

  /** What a warm-up is counted in. */
  public enum Unit {
    /** Steps: batches. */
    STEPS,

    /** Epochs, parts of one included. */
    EPOCHS
  }

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public WarmUpSchedule {
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException(
          "the length of the warm-up is %s: expected above 0".formatted(length));
    }
  }

  @Override
  public double factor(int step, int steps, double epoch) {
    double passed =
        switch (unit) {
          case STEPS -> step;
          case EPOCHS -> epoch;
        };
    return Math.min(1, passed / length) * then.factor(step, steps, epoch);
  }
}
