package dev.rawline.lab.drift;

import dev.rawline.lab.evaluation.PredictionLog;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The evaluations of an experiment without corruptions, by model and condition → the predictions of
 * single samples in them.
 */
final class CellPredictions {
  private final DriftExperiment experiment;
  private final StepResults results;
  private final SequencedMap<Key, DriftExperiment.Cell> cells = new LinkedHashMap<>();
  private final Map<Key, List<PredictionLog.PredictionRow>> known = new HashMap<>();

  /**
   * One cell on one division.
   *
   * @param trained the model
   * @param tested the condition
   * @param split which split, from 1
   */
  private record Key(String trained, String tested, int split) {}

  /** Sorts evaluations. */
  CellPredictions(
      DriftExperiment experiment, List<DriftExperiment.Cell> evaluations, StepResults results) {
    this.experiment = experiment;
    this.results = results;
    for (DriftExperiment.Cell evaluation : evaluations) {
      if (evaluation.shown().corruption().isEmpty()) {
        DriftExperiment.Model model = evaluation.model();
        cells.put(
            new Key(experiment.name(model), evaluation.shown().tested(), model.split()),
            evaluation);
      }
    }
  }

  /** Returns the evaluation of a model on a division, where there is one. */
  Optional<DriftExperiment.Cell> at(String trained, String tested, int split) {
    return Optional.ofNullable(cells.get(new Key(trained, tested, split)));
  }

  /**
   * Returns the samples that models are right about under the condition of training and wrong about
   * under others, gravest first.
   */
  List<Disagreement> gravest(int most) throws IOException {
    List<Disagreement> all = new ArrayList<>();
    for (Map.Entry<Key, DriftExperiment.Cell> cell : cells.entrySet()) {
      if (cell.getValue().shown().adaptation().isEmpty()) {
        Key key = cell.getKey();
        all.addAll(changed(key.trained, key.tested, key.split));
      }
    }
    all.sort(Comparator.comparingDouble(Disagreement::gravity).reversed());
    Set<String> samples = new HashSet<>();
    return all.stream().filter(one -> samples.add(one.sample())).limit(most).toList();
  }

  /** Returns the samples of a cell that the model is right of as trained and wrong of there. */
  List<Disagreement> changed(String trained, String tested, int split) throws IOException {
    Optional<DriftExperiment.Cell> matched = at(trained, Condition.own(trained), split);
    Optional<DriftExperiment.Cell> other = at(trained, tested, split);
    if (matched.isEmpty() || other.isEmpty() || Condition.own(trained).equals(tested)) {
      return List.of();
    }
    Map<String, PredictionLog.PredictionRow> before = new HashMap<>();
    predictions(trained, Condition.own(trained), split)
        .forEach(answer -> before.put(answer.sample(), answer));
    List<Disagreement> changed = new ArrayList<>();
    for (PredictionLog.PredictionRow answer : predictions(trained, tested, split)) {
      PredictionLog.PredictionRow asTrained = before.get(answer.sample());
      double gravity = gravity(asTrained, answer);
      if (gravity > 0) {
        changed.add(
            new Disagreement(
                gravity,
                answer.sample(),
                answer.truth(),
                trained,
                tested,
                split,
                words(asTrained),
                words(answer)));
      }
    }
    changed.sort(Comparator.comparingDouble(Disagreement::gravity).reversed());
    return changed;
  }

  /** Returns the predictions of the model of a cell that there is, read once. */
  List<PredictionLog.PredictionRow> predictions(String trained, String tested, int split)
      throws IOException {
    Key key = new Key(trained, tested, split);
    List<PredictionLog.PredictionRow> read = known.get(key);
    if (read == null) {
      read = results.result(cells.get(key).step()).predictions();
      known.put(key, read);
    }
    return read;
  }

  private double gravity(
      PredictionLog.PredictionRow asTrained, PredictionLog.PredictionRow answer) {
    return switch (experiment.data().plan().task().orElseThrow()) {
      case TaskPlan.Classification() ->
          asTrained.predicted().equals(answer.truth()) && !answer.predicted().equals(answer.truth())
              ? answer.probability()
              : 0;
      case TaskPlan.Segmentation() ->
          Double.parseDouble(asTrained.predicted()) - Double.parseDouble(answer.predicted());
      case TaskPlan.Regression _ -> distance(answer) - distance(asTrained);
    };
  }

  private static double distance(PredictionLog.PredictionRow answer) {
    return Math.abs(Double.parseDouble(answer.predicted()) - Double.parseDouble(answer.truth()));
  }

  private Disagreement.ModelOutput words(PredictionLog.PredictionRow answer) {
    return new Disagreement.ModelOutput(
        switch (experiment.data().plan().task().orElseThrow()) {
          case TaskPlan.Classification(), TaskPlan.Regression _ -> answer.predicted();
          case TaskPlan.Segmentation() ->
              String.format(Locale.ROOT, "IoU %.2f", Double.parseDouble(answer.predicted()));
        },
        answer.probability());
  }
}
