package dev.rawline.lab.forensics;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.synthesis.DividedData;
import dev.rawline.lab.synthesis.LocatedTraining;
import dev.rawline.lab.synthesis.PlannedRun;
import dev.rawline.learning.plan.References;
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
record PlanInFolder(Examination examination, Optional<Path> chain) {
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);
  private static final String CHAIN = "chain.yaml";

  /** Returns the names of all files that may be written. */
  static List<String> names() {
    return List.of(PlannedRun.PLAN, CHAIN);
  }

  /**
   * Returns an examination as it is run in a folder; nothing is written yet.
   *
   * @param folder an absolute path
   * @throws IOException if a file that the plan names cannot be found
   */
  static PlanInFolder of(Examination planned, Path folder) throws IOException {
    ForensicsPlan plan = planned.plan();
    References references = planned.references();
    Path from = references.folder().toAbsolutePath().normalize();
    Map<String, Object> changed = LocatedTraining.besides(plan, from);
    Optional<DividedData> divided = planned.divided();
    if (divided.isPresent()) {
      LocatedTraining training =
          LocatedTraining.of(plan.training(), divided.get().data(), references);
      changed.put("training", training.said());
      divided =
          Optional.of(
              new DividedData(
                  training.data(), divided.get().divisions(), divided.get().framePixels()));
    } else {
      changed.put(
          "training",
          TRAINING.with(
              plan.training(),
              Map.of("data", LocatedTraining.absolute(plan.training().data(), from))));
    }
    changed.put(
        "model", plan.model().map(word -> LocatedTraining.absolute(word, from)).orElse(null));
    Optional<Path> chain =
        ViewName.of(plan.isp()).isPresent()
            ? Optional.empty()
            : Optional.of(from.resolve(plan.isp()).normalize());
    if (chain.isPresent()) {
      changed.put("isp", CHAIN);
    }
    return new PlanInFolder(
        new Examination(
            ForensicsPlanFiles.FILES.with(plan, changed),
            new References(folder, references.runs()),
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
    ForensicsPlanFiles.FILES.write(examination.plan(), folder.resolve(PlannedRun.PLAN));
    return files;
  }
}
