package dev.rawline.lab.reproduce;

import dev.rawline.data.file.JsonFile;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ModelFolder;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.workbench.book.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * A training once more, on as many threads of the same kind of device as the first time: by the
 * plan as it was run, and by the split and statistics that are stored next to it.
 */
public final class ReproduceTraining extends ReproducibleRun {
  private static final String EXPERIMENT = "again";

  private final Function<TrainingPlan, TrainingListener> progress;

  /**
   * Prepares.
   *
   * @param data where the data set is now, if it is not where the plan has it
   * @param progress returns what listener the training of a plan
   */
  public ReproduceTraining(
      Optional<String> data, Function<TrainingPlan, TrainingListener> progress) {
    super(data);
    this.progress = progress;
  }

  @Override
  public String command() {
    return "train";
  }

  @Override
  public String plan() {
    return "model/" + ModelFolder.PLAN;
  }

  @Override
  public String data(Path file) throws IOException {
    return sum(read(file), file);
  }

  @Override
  public NumberTolerance tolerance(Path file) {
    return NumberTolerance.DEFAULT;
  }

  private TrainingPlan read(Path file) throws IOException {
    return TrainingPlan.FILE.read(Optional.of(file), flags("data"));
  }

  @Override
  public void run(Path file, Path folder, RunLogs logs) throws IOException {
    TrainingPlan plan = read(file);
    TrainingListener listener = progress.apply(plan);
    ResolvedPlan planned = ResolvedPlan.open(plan, file.getParent(), listener);
    TrainModel training =
        new TrainModel(planned, file.getParent(), folder, engine(file), listener)
            .logged(logs, EXPERIMENT);
    begins(training::requestStop);
    switch (training.run()) {
      case TrainModel.Result.Stopped _ -> throw new CancellationException("a stop was requested");
      case TrainModel.Result.UpToDate() ->
          throw new IllegalArgumentException(
              folder + " already contains a model: choose another folder");
      case TrainModel.Result.Trained _ -> {}
    }
  }

  /** The number of threads decides in which order numbers are added, and so their last bits. */
  private static Engine engine(Path plan) throws IOException {
    var provenance = JsonFile.read(plan.resolveSibling(ModelFolder.PROVENANCE));
    int threads =
        provenance.get("threads") instanceof Number number
            ? number.intValue()
            : Runtime.getRuntime().availableProcessors();
    return Engine.start(device(plan), threads);
  }
}
