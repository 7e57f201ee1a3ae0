package dev.rawline.learning.train;

import java.nio.file.Path;
import java.util.List;

/** How training ended. */
public sealed interface TrainingOutcome {

  /**
   * It is done; the model has the weights of its best epoch.
   *
   * @param history what every epoch came to
   * @param best the best epoch, from 1
   * @param early whether it ended before the last epoch because nothing became better
   */
  record Finished(List<EpochReport> history, int best, boolean early) implements TrainingOutcome {
    /** Copies the list. */
    public Finished {
      history = List.copyOf(history);
    }
  }

  /**
   * It was requested to stop, and resumes when it is run again.
   *
   * @param epochs whole epochs that are done
   * @param steps steps of the next epoch that are done
   * @param checkpoint where it goes on from
   */
  record Stopped(int epochs, int steps, Path checkpoint) implements TrainingOutcome {}
}
