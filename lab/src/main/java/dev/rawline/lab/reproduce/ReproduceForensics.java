package dev.rawline.lab.reproduce;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.experiment.ReproductionTolerancePlan;
import dev.rawline.lab.forensics.ExamineModel;
import dev.rawline.lab.forensics.ForensicsExperiment;
import dev.rawline.lab.forensics.ForensicsPlan;
import dev.rawline.lab.forensics.ForensicsPlanFiles;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.book.Study;
import dev.rawline.workbench.step.Resources;
import dev.rawline.workbench.step.StepListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Forensics once more, every model trained and examined anew, by the plan as it was run and the
 * chain that lies beside it.
 */
public final class ReproduceForensics extends ReproduceStudy<ForensicsPlan> {
  /**
   * Prepares.
   *
   * @param data where the data set lies now, if it is not where the plan says
   * @param progress returns what hears of the experiment
   */
  public ReproduceForensics(Optional<String> data, Supplier<StepListener> progress) {
    super(data, progress);
  }

  @Override
  public String command() {
    return ExamineModel.COMMAND;
  }

  @Override
  public String plan() {
    return ExamineModel.PLAN;
  }

  @Override
  ForensicsPlan read(Path file) throws IOException {
    return ForensicsPlanFiles.read(Optional.of(file), data.flags());
  }

  @Override
  TrainingPlan training(ForensicsPlan plan) {
    return plan.training();
  }

  @Override
  ReproductionTolerancePlan allowed(ForensicsPlan plan) {
    return plan.reproduction();
  }

  @Override
  Study<?> study(ForensicsPlan plan, Anew anew) throws IOException {
    return new ExamineModel(
        ForensicsExperiment.open(plan, anew.references(), anew.device(), Progress.SILENT),
        anew.store(),
        Resources.ofThisMachine(),
        anew.logs(),
        anew.folder(),
        anew.progress());
  }
}
