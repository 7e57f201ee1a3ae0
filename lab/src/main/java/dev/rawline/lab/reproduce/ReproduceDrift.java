package dev.rawline.lab.reproduce;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.drift.DriftExperiment;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.lab.drift.DriftPlanFiles;
import dev.rawline.lab.drift.SynthesizeDrift;
import dev.rawline.lab.experiment.ReproductionTolerancePlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A drift experiment once more, every model trained anew, by the plan as it was run and the chains
 * that lie beside it.
 */
public final class ReproduceDrift extends ReproduceStudy<DriftPlan> {
  /**
   * Prepares.
   *
   * @param data where the data set lies now, if it is not where the plan says
   * @param progress returns what hears of the experiment
   */
  public ReproduceDrift(Optional<String> data, Supplier<StepListener> progress) {
    super(data, progress);
  }

  @Override
  public String command() {
    return SynthesizeDrift.COMMAND;
  }

  @Override
  public String plan() {
    return SynthesizeDrift.PLAN;
  }

  @Override
  DriftPlan read(Path file) throws IOException {
    return DriftPlanFiles.read(Optional.of(file), data.flags());
  }

  @Override
  TrainingPlan training(DriftPlan plan) {
    return plan.training();
  }

  @Override
  ReproductionTolerancePlan allowed(DriftPlan plan) {
    return plan.tolerance();
  }

  @Override
  Study<?> study(DriftPlan plan, Anew anew) throws IOException {
    return new SynthesizeDrift(
        DriftExperiment.open(plan, anew.references(), anew.device(), Progress.SILENT),
        anew.store(),
        Resources.ofThisMachine(),
        anew.logs(),
        anew.folder(),
        anew.progress());
  }
}
