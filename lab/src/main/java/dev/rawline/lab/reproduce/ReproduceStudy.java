package dev.rawline.lab.reproduce;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.experiment.Experiment;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.experiment.PlanCopy;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.lab.experiment.StudySetup;
import dev.rawline.lab.forensics.ExamineModel;
import dev.rawline.lab.forensics.ForensicsExperiment;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.optimization.OptimizationExperiment;
import dev.rawline.lab.optimization.OptimizeCamera;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import dev.rawline.workbench.step.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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
    extends ReproducibleRun {
  private final ExperimentPlanFiles<P> files;
  private final Function<P, NumberTolerance> tolerance;
  private final Experiment.Opening<P, E> opening;
  private final BiFunction<E, StudySetup, Study<?>> preparation;
  private final Supplier<StepListener> progress;

  private ReproduceStudy(
      ExperimentPlanFiles<P> files,
      Function<P, NumberTolerance> tolerance,
      Experiment.Opening<P, E> opening,
      BiFunction<E, StudySetup, Study<?>> preparation,
      Optional<String> data,
      Supplier<StepListener> progress) {
    super(data);
    this.files = files;
    this.tolerance = tolerance;
    this.opening = opening;
    this.preparation = preparation;
    this.progress = progress;
  }

  /**
   * Returns the reruns of every kind of experiment.
   *
   * @param data where the data set is now, if it is not where the plan has it
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
    return files.file().read(Optional.of(file), flags("training.data"));
  }

  @Override
  public String data(Path file) throws IOException {
    P plan = read(file);
    List<String> sums = new ArrayList<>(List.of(sum(plan.training(), file)));
    for (String recording : plan.recordings()) {
      sums.add(sum(plan.training().with(Map.of("data", recording)), file));
    }
    return SplitDataSet.sum(sums);
  }

  @Override
  public NumberTolerance tolerance(Path plan) throws IOException {
    return tolerance.apply(read(plan));
  }

  @Override
  public void run(Path plan, Path folder, RunLogs logs) throws IOException {
    E experiment =
        opening.open(
            read(plan), ReferenceResolver.in(plan.getParent()), device(plan), Progress.SILENT);
    Study<?> study =
        preparation.apply(
            experiment,
            new StudySetup(
                new StepStore(folder.resolve("steps")),
                Resources.ofThisMachine(),
                logs,
                folder.resolve(command()),
                progress.get()));
    begins(study::requestStop);
    study.run();
  }
}
