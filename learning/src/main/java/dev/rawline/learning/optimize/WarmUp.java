package dev.rawline.learning.optimize;

import dev.rawline.imaging.chain.RangeChecks;
import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;

/**
 * How learning rates rise along a line at the beginning of the run (Goyal et al. 2017): the
 * schedule's factor times min(1, t / length), t being the steps or epochs that have passed.
 */
public sealed interface WarmUp {

  /** Returns the factor of one step, counted as by {@link Schedule#factor}. */
  double factor(int step, double epoch);

  /** Over some epochs. */
  @FileWord("epochs")
  record Epochs(
      @Described(
              meaning = "the number of epochs",
              unit = "epochs",
              above = 0,
              bare = true,
              required = true)
          double epochs)
      implements WarmUp {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Epochs {
      RangeChecks.require(Epochs.class, "epochs", epochs);
    }

    @Override
    public double factor(int step, double epoch) {
      return Math.min(1, epoch / epochs);
    }
  }

  /** Over some steps. */
  @FileWord("steps")
  record Steps(
      @Described(
              meaning = "the number of batches",
              unit = "batches",
              min = 1,
              bare = true,
              required = true)
          int steps)
      implements WarmUp {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Steps {
      RangeChecks.require(Steps.class, "steps", steps);
    }

    @Override
    public double factor(int step, double epoch) {
      return Math.min(1, (double) step / steps);
    }
  }
}
