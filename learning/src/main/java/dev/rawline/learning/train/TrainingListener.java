package dev.rawline.learning.train;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.ModelInTraining;
import java.io.IOException;

/** Receives how far training has come, and the reports of its steps and epochs. */
public interface TrainingListener extends Progress {

  /** Ignores all reports. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * Training resumes where an earlier run stopped.
   *
   * @param epochs whole epochs that are done
   * @param steps steps of the next epoch that are done
   */
  default void resumes(int epochs, int steps) {}

  /** A step is done. */
  default void step(StepReport report) {}

  /**
   * An epoch is done, and its checkpoint is written.
   *
   * @param model the model as it is now, for those who want to see what it does
   * @throws IOException if what the listener writes cannot be written; training then ends
   */
  default void epoch(EpochReport report, ModelInTraining model) throws IOException {}
}
