package dev.rawline.lab.reproduce;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.experiment.ReproductionTolerancePlan;
import dev.rawline.lab.optimization.OptimizationExperiment;
import dev.rawline.lab.optimization.OptimizeCamera;
import dev.rawline.lab.optimization.OptimizePlan;
import dev.rawline.lab.optimization.OptimizePlanFiles;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.output.OutputFolder;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An optimization once more, every model trained anew, by the plan as it was run and the numbers
 * and prices that lie beside it.
 */
public final class ReproduceOptimization extends ReproduceStudy<OptimizePlan> {
  /**
   * Prepares.
   *
   * @param data where the data set lies now, if it is not where the plan says
   * @param progress returns what hears of the experiment
   */
  public ReproduceOptimization(Optional<String> data, Supplier<StepListener> progress) {
    super(data, progress);
  }

  @Override
  public String command() {
    return OptimizeCamera.COMMAND;
  }

  @Override
  public String plan() {
    return OptimizeCamera.PLAN;
  }

  @Override
  OptimizePlan read(Path file) throws IOException {
    return OptimizePlanFiles.read(Optional.of(file), data.flags());
  }

  @Override
  TrainingPlan training(OptimizePlan plan) {
    return plan.training();
  }

  @Override
  ReproductionTolerancePlan allowed(OptimizePlan plan) {
    return plan.tolerance();
  }

  @Override
  Study<?> study(OptimizePlan plan, Anew anew) throws IOException {
    return new OptimizeCamera(
        OptimizationExperiment.open(plan, anew.references(), anew.device(), Progress.SILENT),
        anew.store(),
        Resources.ofThisMachine(),
        anew.logs(),
        new OutputFolder(anew.folder(), OptimizeCamera.COMMAND, Set.of()),
        anew.progress());
  }
}
