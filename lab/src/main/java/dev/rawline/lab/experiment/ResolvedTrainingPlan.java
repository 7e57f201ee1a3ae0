package dev.rawline.lab.experiment;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.ResolvedPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What the plan of an experiment says of training, with the whole paths of the files that it names,
 * so that it means the same from any folder.
 *
 * @param said as the plan says it
 * @param data complete
 */
public record ResolvedTrainingPlan(TrainingPlan said, ResolvedPlan data) {
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);

  /**
   * Finds the files.
   *
   * @param said what the plan says of training
   * @param planned the same, complete
   * @param references where files are looked up
   * @throws IOException if one cannot be found
   */
  public static ResolvedTrainingPlan of(
      TrainingPlan said, ResolvedPlan planned, ReferenceResolver references) throws IOException {
    ResolvedPlan located = planned.located(references, Progress.SILENT);
    Map<String, Object> values = new HashMap<>();
    values.put("data", located.plan().data());
    values.put("camera", located.plan().camera().orElse(null));
    values.put("pretrained", located.plan().pretrained().orElse(null));
    values.put("track", located.plan().track().orElse(null));
    if (said.standardize().isPresent()) {
      values.put("standardize", located.plan().standardize().orElseThrow());
    }
    return new ResolvedTrainingPlan(TRAINING.with(said, values), located);
  }

  /** Returns a word as it is, or the whole path of the file that it names. */
  public static String absolute(String word, Path folder) {
    Path file = folder.resolve(word);
    return Files.exists(file) ? file.toAbsolutePath().normalize().toString() : word;
  }

  /**
   * Returns the keys of a plan besides training that name files, by the whole paths of these.
   *
   * @param folder where relative paths of the plan begin
   * @return values by the names of keys, to which others may be added
   */
  public static Map<String, Object> besides(ExperimentPlan plan, Path folder) {
    Map<String, Object> values = new HashMap<>();
    values.put("sensor", plan.sensor().map(word -> absolute(word, folder)).orElse(null));
    if (plan.splits() instanceof RepeatedSplitPlan.File(String file)) {
      values.put("splits", new RepeatedSplitPlan.File(absolute(file, folder)));
    }
    return values;
  }

  /**
   * Returns an experiment's keys and values, those within training one by one.
   *
   * @param texts the plan's keys and values
   * @param training what it says of training
   * @param decided the keys of training that the experiment decides
   */
  public static SequencedMap<String, String> parameters(
      SequencedMap<String, String> texts, TrainingPlan training, List<String> decided) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    texts.forEach(
        (name, value) -> {
          if (name.equals("training")) {
            TRAINING
                .texts(training)
                .forEach((key, text) -> parameters.put("training." + key, text));
          } else {
            parameters.put(name, value);
          }
        });
    decided.forEach(key -> parameters.remove("training." + key));
    return YamlText.plain(parameters);
  }
}
