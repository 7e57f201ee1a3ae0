package dev.rawline.lab.training;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.train.StepReport;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.RunStart;
import dev.rawline.workbench.step.Step;
import dev.rawline.workbench.step.StepContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;

/**
 * One model of an experiment → its folder; interrupted training resumes.
 *
 * @param name its label, such as "train menon-unsharp-median, split 3 of 5"
 * @param frame what all models of the experiment have in common
 * @param data its training plan and data
 * @param settings all that decides about its weights
 */
public record TrainStep(
    String name, TrainingContext frame, ResolvedPlan data, SequencedMap<String, String> settings)
    implements Step<Path> {
  /** The folder of the model within that of the step. */
  private static final String MODEL = "model";

  /**
   * Prepares training.
   *
   * @param name its label
   * @param frame what all models of the experiment have in common
   * @param data its training plan and data
   * @throws IOException if a file that the plan names cannot be read
   */
  public static TrainStep of(String name, TrainingContext frame, ResolvedPlan data)
      throws IOException {
    SequencedMap<String, String> settings =
        ModelFolder.settings(data, frame.references(), Progress.SILENT);
    settings.putAll(frame.settings());
    return new TrainStep(name, frame, data, settings);
  }

  @Override
  public String kind() {
    return "train 1";
  }

  @Override
  public List<Step<?>> needs() {
    return List.of();
  }

  @Override
  public Cost cost() {
    return new Cost(frame.threads(), MemoryEstimate.training(data.plan(), frame.framePixels()));
  }

  @Override
  public void run(StepContext work) throws IOException {
    Engine engine = frame.engine();
    TrainModel training =
        new TrainModel(
                data, frame.references(), read(work.folder()), engine, new StepTraining(work))
            .logged(new Parts(frame.book(), name), frame.experiment());
    work.onStop(training::requestStop);
    if (training.run() instanceof TrainModel.Result.Stopped) {
      throw new CancellationException("interrupted");
    }
  }

  /** Writes a model down that another run trained, as a part of the experiment's run. */
  public void found(Path folder, Duration took) throws IOException {
    new TrainingLog(new Parts(frame.book(), name), frame.experiment()).found(data, folder, took);
  }

  /** Returns the folder of the trained model. */
  @Override
  public Path read(Path folder) {
    return folder.resolve(MODEL);
  }

  /** Begins runs as parts of another, by a name of ours. */
  private record Parts(RunLog whole, String name) implements RunLogs {
    @Override
    public RunLog begin(RunStart start) throws IOException {
      return whole.begin(new RunStart(start.experiment(), name, start.command(), start.origin()));
    }

    @Override
    public void close() {
      // The whole goes on.
    }
  }

  /** Reports steps of training as work of a step. */
  private record StepTraining(StepContext work) implements TrainingListener {
    @Override
    public void step(StepReport report) {
      work.reports(
          report.done(),
          report.all(),
          String.format(Locale.ROOT, "epoch %d, loss %.3f", report.epoch(), report.loss()));
    }

    @Override
    public void note(String note) {
      work.notes(note);
    }
  }
}
