package dev.rawline.lab.drift;

import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.corruption.Corruption;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ConditionPlan;
import dev.rawline.lab.training.EvaluateStep;
import dev.rawline.lab.training.InferenceSetup;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.learning.joint.Evaluation;
import dev.rawline.learning.plan.TrainedModel;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A model of a drift experiment × what it is shown: a cell of the experiment's matrix on one
 * division.
 *
 * @param model the model
 * @param shown what it is shown
 * @param step the work that it takes
 */
record ExperimentCell(
    DriftExperiment.Model model, DriftExperiment.TestCase shown, EvaluateStep step) {

  /**
   * Prepares an evaluation.
   *
   * @throws IOException if a file that the plan names cannot be read
   */
  static ExperimentCell of(
      DriftExperiment experiment,
      DriftExperiment.Model model,
      TrainStep training,
      DriftExperiment.TestCase shown)
      throws IOException {
    DriftPlan plan = experiment.plan();
    Condition condition = shown.condition();
    SequencedMap<String, String> described = new LinkedHashMap<>();
    Path file = experiment.folder().resolve(condition.isp());
    boolean named = ViewName.of(condition.isp()).isPresent();
    described.put(
        "condition",
        named ? condition.name() : condition.by("sha256:" + Provenance.sum(file)).name());
    if (shown.corruption().isPresent()) {
      described.put("constants", plan.corruptions().orElseThrow().constants());
    }
    Optional<Corruption> corruption = shown.corruption();
    return new ExperimentCell(
        model,
        shown,
        EvaluateStep.of(
            "test %s, split %d, on %s"
                .formatted(experiment.name(model), model.split(), shown.name()),
            training,
            new InferenceSetup(
                Optional.of(condition.isp()),
                ConditionPlan.cameras(condition, plan.sensor()),
                corruption,
                plan.seed()),
            described));
  }

  /** Returns the samples that the model is tested on. */
  List<Sample> samples() {
    return step.samples();
  }

  /** Returns the evaluation of the model by what it is shown. */
  Evaluation evaluation(TrainedModel trained) throws IOException {
    return step.evaluation(trained);
  }
}
