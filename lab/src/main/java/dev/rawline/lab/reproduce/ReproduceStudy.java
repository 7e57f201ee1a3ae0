package dev.rawline.lab.reproduce;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.experiment.ExperimentLog;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
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
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reruns an experiment, with every model trained again, by the plan as it was run and the files
 * stored next to it.
 *
 * @param <P> the plan
 */
public final class ReproduceStudy<P extends Record & ExperimentPlan> implements ReproducibleRun {
  private final ExperimentPlanFiles<P> files;
  private final Function<P, ReproductionTolerancePlan> tolerance;
  private final Preparation<P> preparation;
  private final DataRelocation data;
  private final Supplier<StepListener> progress;
  private Optional<Study<?>> running = Optional.empty();
  private boolean stopping;

  /**
   * The context of a rerun.
   *
   * @param references where files that the plan names are looked up
   * @param device the device of the original run
   * @param store an empty store
   * @param logs where the run is recorded
   * @param folder the folder of the results
   * @param progress reports the progress
   */
  private record Context(
      ReferenceResolver references,
      Device device,
      StepStore store,
      RunLogs logs,
      Path folder,
      StepListener progress) {}

  /** Prepares the experiment of a plan. */
  private interface Preparation<P> {
    Study<?> study(P plan, Context context) throws IOException;
  }

  private ReproduceStudy(
      ExperimentPlanFiles<P> files,
      Function<P, ReproductionTolerancePlan> tolerance,
      Preparation<P> preparation,
      Optional<String> data,
      Supplier<StepListener> progress) {
    this.files = files;
    this.tolerance = tolerance;
    this.preparation = preparation;
    this.data = new DataRelocation(data);
    this.progress = progress;
  }

  /**
   * Prepares the rerun of a drift experiment.
   *
   * @param data where the data set is now, if it is not where the plan says
   * @param progress returns what reports the progress
   */
  public static ReproduceStudy<DriftPlan> ofDrift(
      Optional<String> data, Supplier<StepListener> progress) {
    return new ReproduceStudy<>(
        DriftPlan.FILES,
        DriftPlan::tolerance,
        (plan, context) ->
            new SynthesizeDrift(
                DriftExperiment.open(plan, context.references, context.device, Progress.SILENT),
                context.store,
                Resources.ofThisMachine(),
                context.logs,
                context.folder,
                context.progress),
        data,
        progress);
  }

  /**
   * Prepares the rerun of forensics.
   *
   * @param data where the data set is now, if it is not where the plan says
   * @param progress returns what reports the progress
   */
  public static ReproduceStudy<ForensicsPlan> ofForensics(
      Optional<String> data, Supplier<StepListener> progress) {
    return new ReproduceStudy<>(
        ForensicsPlan.FILES,
        ForensicsPlan::reproduction,
        (plan, context) ->
            new ExamineModel(
                ForensicsExperiment.open(plan, context.references, context.device, Progress.SILENT),
                context.store,
                Resources.ofThisMachine(),
                context.logs,
                context.folder,
                context.progress),
        data,
        progress);
  }

  /**
   * Prepares the rerun of an optimization.
   *
   * @param data where the data set is now, if it is not where the plan says
   * @param progress returns what reports the progress
   */
  public static ReproduceStudy<OptimizePlan> ofOptimization(
      Optional<String> data, Supplier<StepListener> progress) {
    return new ReproduceStudy<>(
        OptimizePlan.FILES,
        OptimizePlan::tolerance,
        (plan, context) ->
            new OptimizeCamera(
                OptimizationExperiment.open(
                    plan, context.references, context.device, Progress.SILENT),
                context.store,
                Resources.ofThisMachine(),
                context.logs,
                new OutputFolder(context.folder, OptimizeCamera.COMMAND, Set.of()),
                context.progress),
        data,
        progress);
  }

  @Override
  public String command() {
    return files.kind().word();
  }

  @Override
  public String plan() {
    return ExperimentLog.PLAN;
  }

  private P read(Path file) throws IOException {
    return files.read(Optional.of(file), data.flags("training.data"));
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
    Study<?> study =
        preparation.study(
            read(plan),
            new Context(
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
  public synchronized void requestStop() {
    stopping = true;
    running.ifPresent(Study::requestStop);
  }
}
