package dev.rawline.learning.train;

import dev.rawline.learning.joint.ModelInTraining;
import java.io.IOException;

/** Hears how far training has come. */
public interface TrainingListener {

  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * Training goes on where an earlier run stopped.
   *
   * @param epochs whole epochs that are done
   * @param steps steps of the next epoch that are done
   */
  default void resumes(int epochs, int steps) {}

  /** A step is done. */
  default void step(StepReport report) {}

  /** Some samples of the validation side are judged: {@code done} of {@code all}. */
  default void evaluates(int done, int all) {}

  /**
   * An epoch is done, and its checkpoint is written.
   *
   * @param model the model as it is now, for those who want to see what it does
   * @throws IOException if what the listener writes cannot be written; training then ends
   */
  default void epoch(EpochReport report, ModelInTraining model) throws IOException {}
}
