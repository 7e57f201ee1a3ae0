package dev.rawline.lab.synthesis;

import dev.rawline.data.store.TransferProgress;
import dev.rawline.lab.book.RunLog;
import dev.rawline.lab.book.RunLogs;
import dev.rawline.lab.book.RunStart;
import dev.rawline.lab.step.Step;
import dev.rawline.lab.step.StepWork;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.lab.training.TrainingLog;
import dev.rawline.lab.training.TrainingProgress;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.ModelFolder;
import dev.rawline.learning.plan.PlannedData;
import dev.rawline.learning.train.StepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;

/**
 * One model of a drift experiment → its folder; training that was interrupted goes on.
 *
 * @param experiment what it belongs to
 * @param model which model
 * @param data what it learns from, and how
 * @param settings all that decides about its weights
 * @param book where the training is written down as a part of the experiment's run; it decides
 *     nothing
 */
record TrainStep(
    Experiment experiment,
    Experiment.Model model,
    PlannedData data,
    SequencedMap<String, String> settings,
    RunLog book)
    implements Step<Path> {
  /** The folder of the model within that of the step. */
  private static final String MODEL = "model";

  /**
   * Prepares training.
   *
   * @throws IllegalArgumentException if the condition does not fit the plan of training
   * @throws IOException if a file that the plan names cannot be read
   */
  static TrainStep of(Experiment experiment, Experiment.Model model, RunLog book)
      throws IOException {
    PlannedData data = experiment.planned(model);
    SequencedMap<String, String> settings =
        ModelFolder.settings(data, experiment.references(), TransferProgress.SILENT);
    settings.put("threads", String.valueOf(experiment.plan().threads()));
    settings.put("device", experiment.device().toString());
    return new TrainStep(experiment, model, data, settings, book);
  }

  @Override
  public String kind() {
    return "train 1";
  }

  @Override
  public String name() {
    return "train %s, split %d of %d"
        .formatted(experiment.name(model), model.split(), experiment.divisions().size());
  }

  @Override
  public List<Step<?>> needs() {
    return List.of();
  }

  @Override
  public Cost cost() {
    return new Cost(
        experiment.plan().threads(),
        Memory.training(data.plan(), experiment.framePixels()).bytes());
  }

  @Override
  public void run(StepWork work) throws IOException {
    Engine engine = Engine.start(experiment.device(), experiment.plan().threads());
    TrainModel training =
        new TrainModel(data, experiment.references(), read(work.folder()), engine, new Told(work))
            .logged(new Parts(book, name()), experiment.plan().name());
    work.onStop(training::requestStop);
    if (training.run() instanceof TrainModel.Result.Stopped) {
      throw new CancellationException("asked to stop");
    }
  }

  /** Writes a model down that another run trained, as a part of the experiment's run. */
  void found(Path folder, Duration took) throws IOException {
    new TrainingLog(new Parts(book, name()), experiment.plan().name()).found(data, folder, took);
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

  /** Tells steps of training as work of a step. */
  private record Told(StepWork work) implements TrainingProgress {
    @Override
    public void step(StepReport report) {
      work.tells(
          report.done(),
          report.all(),
          String.format(Locale.ROOT, "epoch %d, loss %.3f", report.epoch(), report.loss()));
    }

    @Override
    public void notes(String note) {
      work.notes(note);
    }
  }
}
