package dev.rawline.lab.training;

import dev.rawline.learning.joint.LiveModel;
import dev.rawline.learning.train.EpochReport;
import dev.rawline.learning.train.StepReport;
import dev.rawline.learning.train.TrainingListener;
import java.io.IOException;

/**
 * Hears of training, and writes after its epochs what the model makes of some samples.
 *
 * @param progress who hears of it besides
 * @param tracked the samples
 */
record Followed(TrainingListener progress, TrackSamples tracked) implements TrainingListener {

  @Override
  public void resumes(int epochs, int steps) {
    progress.resumes(epochs, steps);
  }

  @Override
  public void step(StepReport report) {
    progress.step(report);
  }

  @Override
  public void evaluates(int done, int all) {
    progress.evaluates(done, all);
  }

  @Override
  public void epoch(EpochReport report, LiveModel model) throws IOException {
    tracked.write(report.epoch(), report.best(), model);
    progress.epoch(report, model);
  }
}
