package dev.rawline.lab.reproduce;

import dev.rawline.data.store.TransferProgress;
import dev.rawline.lab.book.Study;
import dev.rawline.lab.step.Resources;
import dev.rawline.lab.step.RunnerProgress;
import dev.rawline.lab.synthesis.DriftPlan;
import dev.rawline.lab.synthesis.DriftPlanFiles;
import dev.rawline.lab.synthesis.Experiment;
import dev.rawline.lab.synthesis.SynthesizeDrift;
import dev.rawline.lab.synthesis.TolerancePlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A drift experiment once more, every model trained anew, by the plan as it was run and the chains
 * that lie beside it.
 */
public final class DriftAgain extends StudyAgain<DriftPlan> {
  /**
   * Prepares.
   *
   * @param data where the data set lies now, if it is not where the plan says
   * @param progress returns what hears of the experiment
   */
  public DriftAgain(Optional<String> data, Supplier<RunnerProgress> progress) {
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
  TolerancePlan allowed(DriftPlan plan) {
    return plan.tolerance();
  }

  @Override
  Study<?> study(DriftPlan plan, Anew anew) throws IOException {
    return new SynthesizeDrift(
        Experiment.open(plan, anew.references(), anew.device(), TransferProgress.SILENT),
        anew.store(),
        Resources.ofThisMachine(),
        anew.logs(),
        anew.folder(),
        anew.progress());
  }
}
