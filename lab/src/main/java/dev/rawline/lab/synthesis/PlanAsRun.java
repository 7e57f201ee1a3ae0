package dev.rawline.lab.synthesis;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.store.TransferProgress;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.data.yaml.YamlText;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.Outputs;
import dev.rawline.learning.plan.PlannedData;
import dev.rawline.learning.plan.References;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An experiment → the same by a plan in its own folder, which names everything so that it is found
 * again: files by their whole path, and copies of the chains of conditions by their names in the
 * folder, which stand in tables.
 *
 * @param experiment the experiment by that plan
 * @param chains the chains and their copies; a chain that lies in its place is its own
 */
record PlanAsRun(Experiment experiment, SequencedMap<Path, Path> chains) {
  private static final KeyRecord<TrainingPlan> TRAINING = new KeyRecord<>(TrainingPlan.class);
  private static final KeyRecord<DriftPlan> DRIFT = new KeyRecord<>(DriftPlan.class);

  /** Copies the map. */
  PlanAsRun {
    chains = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(chains));
  }

  /**
   * Returns an experiment as it is run in a folder; nothing is written yet.
   *
   * @param folder an absolute path
   * @throws IOException if a file that the plan names cannot be found
   */
  static PlanAsRun of(Experiment planned, Path folder) throws IOException {
    DriftPlan plan = planned.plan();
    Path from = planned.folder().toAbsolutePath().normalize();
    SequencedMap<Path, Path> chains = chains(plan, from, folder);
    PlannedData located = planned.data().located(planned.references(), TransferProgress.SILENT);
    Map<String, Object> values = new HashMap<>();
    values.put("data", located.plan().data());
    values.put("camera", located.plan().camera().orElse(null));
    values.put("pretrained", located.plan().pretrained().orElse(null));
    values.put("track", located.plan().track().orElse(null));
    if (plan.training().standardize().isPresent()) {
      values.put("standardize", located.plan().standardize().orElseThrow());
    }
    Map<String, Object> changed = new HashMap<>();
    changed.put("training", TRAINING.with(plan.training(), values));
    changed.put("sensor", plan.sensor().map(word -> absolute(word, from)).orElse(null));
    if (plan.splits() instanceof DivisionPlan.File(String file)) {
      changed.put("splits", new DivisionPlan.File(absolute(file, from)));
    }
    changed.put(
        "train",
        new TrainedUnder(
            plan.train().views(),
            named(plan.train().conditions(), from, folder, chains),
            plan.train().augment()));
    changed.put(
        "test",
        plan.test()
            .map(
                test ->
                    new TestedUnder(test.views(), named(test.conditions(), from, folder, chains)))
            .orElse(null));
    return new PlanAsRun(
        new Experiment(
            DRIFT.with(plan, changed),
            new References(folder, planned.references().runs()),
            located,
            planned.divisions(),
            planned.framePixels(),
            planned.device()),
        chains);
  }

  private static SequencedMap<Path, Path> chains(DriftPlan plan, Path from, Path folder) {
    List<Path> named =
        Stream.concat(plan.trained().stream(), plan.tested().stream())
            .filter(condition -> ViewName.of(condition.isp()).isEmpty())
            .map(condition -> from.resolve(condition.isp()).normalize())
            .filter(Files::isRegularFile)
            .distinct()
            .toList();
    SequencedMap<Path, Path> chains = new LinkedHashMap<>();
    for (Path chain : named) {
      Set<Path> taken = new HashSet<>(chains.values());
      named.stream().filter(other -> !other.equals(chain)).forEach(taken::add); // none is replaced
      taken.add(folder.resolve(SynthesizeDrift.PLAN));
      chains.put(chain, place(chain, from, folder, taken));
    }
    return chains;
  }

  /** Returns where a chain goes: by the path that it has beside the plan, or by its name. */
  private static Path place(Path chain, Path from, Path folder, Set<Path> taken) {
    Path name = chain.startsWith(from) ? from.relativize(chain) : chain.getFileName();
    Path place = folder.resolve(name);
    String stem = Outputs.stem(chain);
    String ending = chain.getFileName().toString().substring(stem.length());
    for (int i = 2; taken.contains(place); i++) {
      place = folder.resolve(name).resolveSibling("%s-%d%s".formatted(stem, i, ending));
    }
    return place;
  }

  private static List<ConditionPlan> named(
      List<ConditionPlan> conditions, Path from, Path folder, SequencedMap<Path, Path> chains) {
    List<ConditionPlan> named = new ArrayList<>();
    for (ConditionPlan condition : conditions) {
      Path copy = chains.get(from.resolve(condition.isp()).normalize());
      named.add(copy == null ? condition : condition.by(folder.relativize(copy).toString()));
    }
    return named;
  }

  /** Returns a word as it is, or the whole path of the file that it names. */
  private static String absolute(String word, Path folder) {
    Path file = folder.resolve(word);
    return Files.exists(file) ? file.toAbsolutePath().normalize().toString() : word;
  }

  /**
   * Writes the plan and copies the chains.
   *
   * @return the chains and the arrays that they name, as they lie in the folder
   */
  List<Path> write() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<Path, Path> chain : chains.entrySet()) {
      Path copy = chain.getValue();
      if (!chain.getKey().equals(copy)) {
        Outputs.makeFolder(copy.getParent());
        IspFiles.copy(chain.getKey(), copy);
      }
      files.add(copy);
      files.addAll(IspFiles.arrays(copy));
    }
    DriftPlanFiles.write(experiment.plan(), experiment.folder().resolve(SynthesizeDrift.PLAN));
    return files;
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
    DriftPlan.DECIDED.forEach(key -> parameters.remove("training." + key));
    return YamlText.plain(parameters);
  }
}
