package dev.rawline.lab.reproduce;

import dev.rawline.lab.experiment.ReproductionTolerancePlan;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An experiment once more, every model trained anew, by the plan as it was run and the files that
 * lie beside it.
 *
 * @param <P> its plan
 */
abstract class ReproduceStudy<P> implements ReproducibleRun {
  /** The data set, where it lies now. */
  final DataRelocation data;

  private final Supplier<StepListener> progress;
  private Optional<Study<?>> running = Optional.empty();
  private boolean stopping;

  /**
   * Prepares.
   *
   * @param data where the data set lies now, if it is not where the plan says
   * @param progress returns what hears of the experiment
   */
  ReproduceStudy(Optional<String> data, Supplier<StepListener> progress) {
    this.data = new DataRelocation(data);
    this.progress = progress;
  }

  /**
   * What an experiment is run anew with.
   *
   * @param references where what the plan names is looked up
   * @param device what computes
   * @param store a store that holds nothing yet
   * @param logs where the run is written down
   * @param folder where its results go
   * @param progress hears how far it has come
   */
  record Anew(
      ReferenceResolver references,
      Device device,
      StepStore store,
      RunLogs logs,
      Path folder,
      StepListener progress) {}

  /** Reads a plan, by the data set as it lies now. */
  abstract P read(Path file) throws IOException;

  /** Returns what a plan learns from. */
  abstract TrainingPlan training(P plan);

  /** Returns how far numbers may lie apart. */
  abstract ReproductionTolerancePlan allowed(P plan);

  /** Prepares the experiment of a plan. */
  abstract Study<?> study(P plan, Anew anew) throws IOException;

  @Override
  public final String data(Path file) throws IOException {
    return DataRelocation.sum(training(read(file)), file);
  }

  @Override
  public final NumberTolerance tolerance(Path plan) throws IOException {
    ReproductionTolerancePlan allowed = allowed(read(plan));
    return new NumberTolerance(allowed.absolute(), allowed.relative());
  }

  @Override
  public final void run(Path plan, Path folder, RunLogs logs) throws IOException {
    Study<?> study =
        study(
            read(plan),
            new Anew(
                ReferenceResolver.in(plan.getParent()),
                DataRelocation.device(plan),
                new StepStore(folder.resolve("steps")),
                logs,
                folder.resolve(command()),
                progress.get()));
    begins(study);
    study.run();
  }

  private synchronized void begins(Study<?> study) {
    running = Optional.of(study);
    if (stopping) {
      study.requestStop();
    }
  }

  @Override
  public final synchronized void requestStop() {
    stopping = true;
    running.ifPresent(Study::requestStop);
  }
}
