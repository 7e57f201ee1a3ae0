package dev.rawline.lab.training;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.joint.ModelInTraining;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.StepReport;
import dev.rawline.learning.train.TrainingListener;
import java.io.IOException;

/**
 * Receives the reports of a training, and has something written after its epochs.
 *
 * @param progress where everything is reported too
 * @param writer who writes
 */
record EpochEndListener(TrainingListener progress, Writer writer) implements TrainingListener {

  /** Writes something after an epoch. */
  @FunctionalInterface
  interface Writer {
    void write(EpochReport report, ModelInTraining model) throws IOException;
  }

  @Override
  public void resumes(int epochs, int steps) {
    progress.resumes(epochs, steps);
  }

  @Override
  public void step(StepReport report) {
    progress.step(report);
  }

  @Override
  public Progress begin(String task, int parts) {
    return progress.begin(task, parts);
  }

  @Override
  public void note(String note) {
    progress.note(note);
  }

  @Override
  public void epoch(EpochReport report, ModelInTraining model) throws IOException {
    writer.write(report, model);
    progress.epoch(report, model);
  }
}
