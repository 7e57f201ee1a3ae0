package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.WarmUpSchedule;

/** How learning rates rise at the beginning of the run. */
public sealed interface WarmUpPlan {

  /** Returns a schedule that rises so before it is what it was. */
  Schedule before(Schedule then);

  /** Over some epochs. */
  @FileWord("epochs")
  record Epochs(
      @Described(
              meaning = "over so many epochs",
              unit = "epochs",
              above = 0,
              bare = true,
              required = true)
          Double epochs)
      implements WarmUpPlan {
    @Override
    public Schedule before(Schedule then) {
      return new WarmUpSchedule(epochs, WarmUpSchedule.Unit.EPOCHS, then);
    }
  }

  /** Over some steps. */
  @FileWord("steps")
  record Steps(
      @Described(
              meaning = "over so many batches",
              unit = "batches",
              min = 1,
              bare = true,
              required = true)
          Integer steps)
      implements WarmUpPlan {
    @Override
    public Schedule before(Schedule then) {
      return new WarmUpSchedule(steps, WarmUpSchedule.Unit.STEPS, then);
    }
  }
}
