package dev.rawline.learning.train;

import java.nio.file.Path;
import java.util.List;

/** How training ended. */
public sealed interface TrainingOutcome {

  /**
   * It is done; the model has the weights of its best epoch.
   *
   * @param history the results of every epoch
   * @param best the best epoch, from 1
   * @param early whether early stopping ended it before the last epoch
   */
  record Finished(List<EpochReport> history, int best, boolean early) implements TrainingOutcome {
    /** Copies the list. */
    public Finished {
      history = List.copyOf(history);
    }
  }

  /**
   * It was stopped, and resumes when it is run again.
   *
   * @param epochs completed epochs
   * @param steps completed steps of the next epoch
   * @param checkpoint the checkpoint from which it resumes
   */
  record Stopped(int epochs, int steps, Path checkpoint) implements TrainingOutcome {}
}
