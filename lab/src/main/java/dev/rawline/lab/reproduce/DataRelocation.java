package dev.rawline.lab.reproduce;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.layout.DataSets;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.plan.PlanReference;
import dev.rawline.learning.plan.ResolvedPlan;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Where the data set of an experiment's plan lies now, and what computed the experiment.
 *
 * @param place where it lies now, if it is not where the plan says
 */
record DataRelocation(Optional<String> place) {

  /** Returns the flags that replace the plan's word. */
  SequencedMap<String, String> flags() {
    SequencedMap<String, String> flags = new LinkedHashMap<>();
    place.ifPresent(
        there ->
            flags.put(
                "training.data", "\"" + there.replace("\\", "\\\\").replace("\"", "\\\"") + "\""));
    return flags;
  }

  /**
   * Returns the sum of the data set that a plan names, as it is now.
   *
   * @param file the plan
   * @throws IOException if it cannot be found or read
   */
  static String sum(TrainingPlan training, Path file) throws IOException {
    Path folder = PlanReference.of(training.data(), file.getParent()).folder(Progress.SILENT);
    return DataSets.open(folder, ResolvedPlan.reading(training)).hash();
  }

  /** Returns what computed the experiment whose provenance lies beside its plan. */
  static Device device(Path plan) throws IOException {
    Object told = JsonFile.read(plan.resolveSibling(OutputFolder.PROVENANCE)).get("device");
    return Device.of(String.valueOf(told)).orElse(Device.CPU);
  }
}
