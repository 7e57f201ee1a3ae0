package dev.rawline.learning.train;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.ModelInTraining;
import java.io.IOException;

/** Receives the progress of training, and the reports of its steps and epochs. */
public interface TrainingListener extends Progress {

  /** Ignores all reports. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * Training resumes where an earlier run stopped.
   *
   * @param epochs completed epochs
   * @param steps completed steps of the next epoch
   */
  default void resumes(int epochs, int steps) {}

  /** A step is done. */
  default void step(StepReport report) {}

  /**
   * An epoch is done, and its checkpoint is written.
   *
   * @param model the current model, for further evaluation
   * @throws IOException if the listener cannot write its output; training then ends
   */
  default void epoch(EpochReport report, ModelInTraining model) throws IOException {}
}
