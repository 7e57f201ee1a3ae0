package dev.rawline.lab.forensics;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.experiment.ExperimentLog;
import dev.rawline.lab.experiment.ResolvedTrainingPlan;
import dev.rawline.lab.experiment.SplitDataSet;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An examination → the same by a plan in its own folder, which names everything so that it is found
 * again: large files by their whole path, the chain by a copy.
 *
 * @param examination the examination by that plan
 * @param chain the file of the chain, where it is none of the named views
 */
record ForensicsPlanCopy(ForensicsExperiment examination, Optional<Path> chain) {
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);
  private static final String CHAIN = "chain.yaml";

  /** Returns the names of all files that may be written. */
  static List<String> names() {
    return List.of(ExperimentLog.PLAN, CHAIN);
  }

  /**
   * Returns an examination as it is run in a folder; nothing is written yet.
   *
   * @param folder an absolute path
   * @throws IOException if a file that the plan names cannot be found
   */
  static ForensicsPlanCopy of(ForensicsExperiment planned, Path folder) throws IOException {
    ForensicsPlan plan = planned.plan();
    ReferenceResolver references = planned.references();
    Path from = references.folder().toAbsolutePath().normalize();
    Map<String, Object> changed = ResolvedTrainingPlan.besides(plan, from);
    Optional<SplitDataSet> divided = planned.divided();
    if (divided.isPresent()) {
      ResolvedTrainingPlan training =
          ResolvedTrainingPlan.of(plan.training(), divided.get().data(), references);
      changed.put("training", training.said());
      divided =
          Optional.of(
              new SplitDataSet(
                  training.data(), divided.get().divisions(), divided.get().framePixels()));
    } else {
      changed.put(
          "training",
          TRAINING.with(
              plan.training(),
              Map.of("data", ResolvedTrainingPlan.absolute(plan.training().data(), from))));
    }
    changed.put(
        "model", plan.model().map(word -> ResolvedTrainingPlan.absolute(word, from)).orElse(null));
    Optional<Path> chain =
        ViewName.of(plan.isp()).isPresent()
            ? Optional.empty()
            : Optional.of(from.resolve(plan.isp()).normalize());
    if (chain.isPresent()) {
      changed.put("isp", CHAIN);
    }
    return new ForensicsPlanCopy(
        new ForensicsExperiment(
            ForensicsPlanFiles.FILES.with(plan, changed),
            new ReferenceResolver(folder, references.runs()),
            planned.dataSet(),
            divided,
            planned.given(),
            planned.trainedBy(),
            planned.framePixels(),
            planned.device()),
        chain);
  }

  /**
   * Writes the plan, and copies the chain.
   *
   * @return the chain and the arrays that it names, as they lie in the folder
   */
  List<Path> write() throws IOException {
    Path folder = examination.references().folder();
    List<Path> files = new ArrayList<>();
    if (chain.isPresent()) {
      Path copy = folder.resolve(CHAIN);
      if (!chain.get().equals(copy)) {
        IspFiles.copy(chain.get(), copy);
      }
      files.add(copy);
      files.addAll(IspFiles.arrays(copy));
    }
    ForensicsPlanFiles.FILES.write(examination.plan(), folder.resolve(ExperimentLog.PLAN));
    return files;
  }
}
