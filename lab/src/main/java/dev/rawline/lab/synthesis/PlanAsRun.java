package dev.rawline.lab.synthesis;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.lab.Outputs;
import dev.rawline.lab.drift.Condition;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A plan → the same plan for another folder, which names everything so that it is found again. */
final class PlanAsRun {
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);
  private static final KeyRecord<DriftPlan> DRIFT = new KeyRecord<>(DriftPlan.class);

  private PlanAsRun() {}

  /**
   * Writes the plan as it is run into a folder: files are named by their whole path, and the chains
   * of conditions, whose names stand in tables, are copied beside it.
   *
   * @return the plan that was written
   */
  static DriftPlan of(Experiment experiment, Path folder) throws IOException {
    DriftPlan plan = experiment.plan();
    Path from = experiment.folder();
    TrainingPlan training = plan.training();
    Map<String, Object> values = new HashMap<>();
    values.put("data", experiment.data().plan().data());
    values.put("camera", training.camera().map(word -> absolute(word, from)).orElse(null));
    values.put(
        "standardize", training.standardize().map(word -> absolute(word, from)).orElse(null));
    values.put("pretrained", training.pretrained().map(word -> absolute(word, from)).orElse(null));
    Map<String, Object> changed = new HashMap<>();
    changed.put("training", TRAINING.with(training, values));
    changed.put("sensor", plan.sensor().map(word -> absolute(word, from)).orElse(null));
    if (plan.splits() instanceof DivisionPlan.File(String file)) {
      changed.put("splits", new DivisionPlan.File(absolute(file, from)));
    }
    for (Condition condition :
        Stream.concat(plan.trained().stream(), plan.tested().stream()).distinct().toList()) {
      Path chain = from.resolve(condition.isp());
      Path copy = folder.resolve(condition.isp()).normalize();
      if (Files.isRegularFile(chain) && copy.startsWith(folder) && !copy.equals(chain)) {
        Outputs.makeFolder(copy.getParent());
        IspFiles.copy(chain, copy);
      }
    }
    DriftPlan asRun = DRIFT.with(plan, changed);
    DriftPlanFiles.write(asRun, folder.resolve(SynthesizeDrift.PLAN));
    return asRun;
  }

  /** Returns a word as it is, or the whole path of the file that it names. */
  private static String absolute(String word, Path folder) {
    Path file = folder.resolve(word);
    return Files.exists(file) ? file.toAbsolutePath().normalize().toString() : word;
  }

  /** Returns the plan's keys and values, those within training one by one. */
  static SequencedMap<String, String> parameters(DriftPlan plan) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    DRIFT
        .texts(plan)
        .forEach(
            (name, value) -> {
              if (name.equals("training")) {
                TRAINING
                    .texts(plan.training())
                    .forEach((key, text) -> parameters.put("training." + key, text));
              } else {
                parameters.put(name, value);
              }
            });
    List.of("split", "division", "seed").forEach(key -> parameters.remove("training." + key));
    return parameters;
  }
}
