package dev.rawline.lab.optimization;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.lab.experiment.ExperimentLog;
import dev.rawline.lab.experiment.ResolvedTrainingPlan;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An optimization → the same by a plan in its own folder, which names everything so that it is
 * found again: large files by their whole path, θ and prices by copies.
 *
 * @param optimization the optimization by that plan
 * @param copies what is copied, from and to
 */
record OptimizePlanCopy(OptimizationExperiment optimization, Map<Path, Path> copies) {
  private static final String THETA = "start-theta.yaml";
  private static final String PRICES = "prices.yaml";

  /** Copies the map. */
  OptimizePlanCopy {
    copies = Map.copyOf(copies);
  }

  /** Returns the names of all files that may be written. */
  static List<String> names() {
    return List.of(ExperimentLog.PLAN, THETA, PRICES);
  }

  /**
   * Returns an optimization as it is run in a folder; nothing is written yet.
   *
   * @param folder an absolute path
   * @throws IOException if a file that the plan names cannot be found
   */
  static OptimizePlanCopy of(OptimizationExperiment planned, Path folder) throws IOException {
    OptimizePlan plan = planned.plan();
    ReferenceResolver references = planned.references();
    Path from = references.folder().toAbsolutePath().normalize();
    ResolvedTrainingPlan training =
        ResolvedTrainingPlan.of(plan.training(), planned.divided().data(), references);
    Map<Path, Path> copies = new HashMap<>();
    Map<String, Object> changed = ResolvedTrainingPlan.besides(plan, from);
    changed.put("training", training.said());
    Optional<Path> theta = OptimizationExperiment.theta(plan, references);
    if (theta.isPresent()) {
      copies.put(theta.get(), folder.resolve(THETA));
      StartPlan start = plan.start();
      changed.put(
          "start",
          new StartPlan(
              Optional.of(THETA),
              start.gamma(),
              start.exposure(),
              start.light(),
              start.readNoise(),
              start.blur(),
              start.bits()));
    }
    Optional<AcquisitionPlan> acquisition = plan.acquisition();
    if (acquisition.flatMap(AcquisitionPlan::prices).isPresent()) {
      AcquisitionPlan said = acquisition.get();
      copies.put(from.resolve(said.prices().get()), folder.resolve(PRICES));
      changed.put("acquisition", said.with(PRICES));
    }
    return new OptimizePlanCopy(
        new OptimizationExperiment(
            OptimizePlanFiles.FILES.with(plan, changed),
            new ReferenceResolver(folder, references.runs()),
            new SplitDataSet(
                training.data(), planned.divided().divisions(), planned.divided().framePixels()),
            planned.device(),
            planned.camera(),
            planned.start(),
            planned.sensor(),
            planned.prices()),
        copies);
  }

  /**
   * Writes the plan and the copies.
   *
   * @return the copies
   */
  List<Path> write() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<Path, Path> copy : copies.entrySet()) {
      Path to = copy.getValue();
      OutputFiles.makeFolder(to.getParent());
      if (!copy.getKey().toAbsolutePath().normalize().equals(to)) {
        AtomicFile.write(to, Files.readAllBytes(copy.getKey()));
      }
      files.add(to);
    }
    OptimizePlanFiles.FILES.write(
        optimization.plan(), optimization.references().folder().resolve(ExperimentLog.PLAN));
    return files;
  }
}
