package dev.rawline.lab.reproduce;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.experiment.Experiment;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.ReproductionTolerancePlan;
import dev.rawline.lab.forensics.ExamineModel;
import dev.rawline.lab.forensics.ForensicsExperiment;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.optimization.OptimizationExperiment;
import dev.rawline.lab.optimization.OptimizeCamera;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reruns an experiment, with every model trained again, by the plan as it was run and the files
 * stored next to it.
 *
 * @param <P> the plan
 * @param <E> the experiment
 */
public final class ReproduceStudy<P extends Record & ExperimentPlan, E extends Experiment<P, E>>
    implements ReproducibleRun {
  private final ExperimentPlanFiles<P> files;
  private final Function<P, ReproductionTolerancePlan> tolerance;
  private final Opening<P, E> opening;
  private final Preparation<E> preparation;
  private final DataRelocation data;
  private final Supplier<StepListener> progress;
  private Optional<Study<?>> running = Optional.empty();
  private boolean stopping;

  /** Finds the data set of a plan. */
  private interface Opening<P, E> {
    E open(P plan, ReferenceResolver references, Device device, Progress progress)
        throws IOException;
  }

  /** Prepares the study of an experiment. */
  private interface Preparation<E> {
    Study<?> study(
        E experiment,
        StepStore store,
        Resources resources,
        RunLogs logs,
        Path folder,
        StepListener progress);
  }

  private ReproduceStudy(
      ExperimentPlanFiles<P> files,
      Function<P, ReproductionTolerancePlan> tolerance,
      Opening<P, E> opening,
      Preparation<E> preparation,
      Optional<String> data,
      Supplier<StepListener> progress) {
    this.files = files;
    this.tolerance = tolerance;
    this.opening = opening;
    this.preparation = preparation;
    this.data = new DataRelocation(data);
    this.progress = progress;
  }

  /**
   * Returns the reruns of every kind of experiment.
   *
   * @param data where the data set is now, if it is not where the plan says
   * @param progress returns what reports the progress
   */
  public static List<ReproducibleRun> all(Optional<String> data, Supplier<StepListener> progress) {
    return List.of(
        new ReproduceStudy<>(
            DriftPlan.FILES,
            DriftPlan::tolerance,
            DriftExperiment::open,
            SynthesizeDrift::new,
            data,
            progress),
        new ReproduceStudy<>(
            ForensicsPlan.FILES,
            ForensicsPlan::reproduction,
            ForensicsExperiment::open,
            ExamineModel::new,
            data,
            progress),
        new ReproduceStudy<>(
            OptimizePlan.FILES,
            OptimizePlan::tolerance,
            OptimizationExperiment::open,
            OptimizeCamera::new,
            data,
            progress));
  }

  @Override
  public String command() {
    return files.file().kind().word();
  }

  @Override
  public String plan() {
    return PlanCopy.NAME;
  }

  private P read(Path file) throws IOException {
    return files.file().read(Optional.of(file), data.flags("training.data"));
  }

  @Override
  public String data(Path file) throws IOException {
    return DataRelocation.sum(read(file).training(), file);
  }

  @Override
  public NumberTolerance tolerance(Path plan) throws IOException {
    ReproductionTolerancePlan allowed = tolerance.apply(read(plan));
    return new NumberTolerance(allowed.absolute(), allowed.relative());
  }

  @Override
  public void run(Path plan, Path folder, RunLogs logs) throws IOException {
    E experiment =
        opening.open(
            read(plan),
            ReferenceResolver.in(plan.getParent()),
            DataRelocation.device(plan),
            Progress.SILENT);
    Study<?> study =
        preparation.study(
            experiment,
            new StepStore(folder.resolve("steps")),
            Resources.ofThisMachine(),
            logs,
            folder.resolve(command()),
            progress.get());
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
  public synchronized void requestStop() {
    stopping = true;
    running.ifPresent(Study::requestStop);
  }
}
