package dev.rawline.learning.optimize;

/** How the learning rate changes over a run: a factor, by which the rate of the plan is taken. */
public sealed interface Schedule
    permits ConstantSchedule,
        CosineSchedule,
        PeriodicStepSchedule,
        MultiStepSchedule,
        WarmUpSchedule {

  /**
   * Returns the factor of one step, 0 or more.
   *
   * @param step which step of the run, from 0
   * @param steps how many steps the run has
   * @param epoch how many epochs have passed when the step begins, the part of the running one
   *     included: 2.5 is the middle of the third
   */
  double factor(int step, int steps, double epoch);
}
