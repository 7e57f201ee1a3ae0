package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.optimize.ConstantSchedule;
import dev.rawline.learning.optimize.CosineSchedule;
import dev.rawline.learning.optimize.MultiStepSchedule;
import dev.rawline.learning.optimize.PeriodicStepSchedule;
import dev.rawline.learning.optimize.Schedule;
import java.util.List;
import java.util.Optional;

/** How learning rates change over the run. */
public sealed interface SchedulePlan {

  /** Returns the schedule. */
  Schedule schedule();

  /** They do not. */
  @FileWord("constant")
  record ConstantKeys() implements SchedulePlan {
    @Override
    public Schedule schedule() {
      return new ConstantSchedule();
    }
  }

  /** Down along half a wave. */
  @FileWord("cosine")
  record CosineKeys(
      @Described(meaning = "the factor at the end of the run", min = 0, max = 1) Double lowest)
      implements SchedulePlan {
    /** Fills in the default. */
    public CosineKeys {
      lowest = lowest == null ? Double.valueOf(0) : lowest;
    }

    @Override
    public Schedule schedule() {
      return new CosineSchedule(lowest);
    }
  }

  /** Down in steps. */
  @FileWord("steps")
  record StepsKeys(
      @Described(meaning = "epochs from one step to the next", unit = "epochs", min = 1)
          Optional<Integer> every,
      @Described(
              meaning = "instead, the epochs before which there is a step, as many done",
              min = 1)
          Optional<List<Integer>> at,
      @Described(meaning = "what a step multiplies the rates by", above = 0, max = 1) Double factor)
      implements SchedulePlan {
    /**
     * Fills in the default.
     *
     * @throws IllegalArgumentException if steps are told in two ways or the epochs do not rise
     */
    public StepsKeys {
      factor = factor == null ? Double.valueOf(0.1) : factor;
      if (every.isPresent() && at.isPresent()) {
        throw new IllegalArgumentException("steps has every and at: remove one of the two");
      }
      every = every.isEmpty() && at.isEmpty() ? Optional.of(30) : every;
      steps(every, at, factor);
    }

    @Override
    public Schedule schedule() {
      return steps(every, at, factor);
    }

    private static Schedule steps(
        Optional<Integer> every, Optional<List<Integer>> at, double factor) {
      return at.isPresent()
          ? new MultiStepSchedule(at.get(), factor)
          : new PeriodicStepSchedule(every.orElseThrow(), factor);
    }
  }
}
