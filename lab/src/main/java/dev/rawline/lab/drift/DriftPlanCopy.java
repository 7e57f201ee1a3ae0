package dev.rawline.lab.drift;

import dev.rawline.data.config.IspFiles;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.experiment.ConditionPlan;
import dev.rawline.lab.experiment.ExperimentLog;
import dev.rawline.lab.experiment.ResolvedTrainingPlan;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.workbench.output.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
record DriftPlanCopy(DriftExperiment experiment, SequencedMap<Path, Path> chains) {
  /** Copies the map. */
  DriftPlanCopy {
    chains = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(chains));
  }

  /**
   * Returns an experiment as it is run in a folder; nothing is written yet.
   *
   * @param folder an absolute path
   * @throws IOException if a file that the plan names cannot be found
   */
  static DriftPlanCopy of(DriftExperiment planned, Path folder) throws IOException {
    DriftPlan plan = planned.plan();
    Path from = planned.folder().toAbsolutePath().normalize();
    SequencedMap<Path, Path> chains = chains(plan, from, folder);
    ResolvedTrainingPlan training =
        ResolvedTrainingPlan.of(plan.training(), planned.data(), planned.references());
    Map<String, Object> changed = ResolvedTrainingPlan.besides(plan, from);
    changed.put("training", training.said());
    changed.put(
        "train",
        new TrainConditionsPlan(
            plan.train().views(),
            named(plan.train().conditions(), from, folder, chains),
            plan.train().augment()));
    changed.put(
        "test",
        plan.test()
            .map(
                test ->
                    new TestConditionsPlan(
                        test.views(), named(test.conditions(), from, folder, chains)))
            .orElse(null));
    return new DriftPlanCopy(
        new DriftExperiment(
            DriftPlanFiles.FILES.with(plan, changed),
            new ReferenceResolver(folder, planned.references().runs()),
            training.data(),
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
      taken.add(folder.resolve(ExperimentLog.PLAN));
      chains.put(chain, place(chain, from, folder, taken));
    }
    return chains;
  }

  /** Returns where a chain goes: by the path that it has beside the plan, or by its name. */
  private static Path place(Path chain, Path from, Path folder, Set<Path> taken) {
    Path name = chain.startsWith(from) ? from.relativize(chain) : chain.getFileName();
    Path place = folder.resolve(name);
    String stem = OutputFiles.stem(chain);
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
        OutputFiles.makeFolder(copy.getParent());
        IspFiles.copy(chain.getKey(), copy);
      }
      files.add(copy);
      files.addAll(IspFiles.arrays(copy));
    }
    DriftPlanFiles.FILES.write(experiment.plan(), experiment.folder().resolve(ExperimentLog.PLAN));
    return files;
  }
}
