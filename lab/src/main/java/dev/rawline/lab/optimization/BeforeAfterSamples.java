package dev.rawline.lab.optimization;

import dev.rawline.data.set.Sample;
import dev.rawline.lab.evaluation.PredictionLog.PredictionRow;
import dev.rawline.lab.evaluation.SideBySide;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Both models of a split → samples as each sees and classifies them.
 *
 * @param steps the steps of the optimization
 * @param results their results
 */
record BeforeAfterSamples(OptimizationSteps steps, StepResults results) {
  private static final int SAMPLES = 4;

  /**
   * Evaluates the frozen and the learned model of a split on samples of its test side.
   *
   * @throws IOException if a sample or a model cannot be read
   */
  List<SideBySide> of(int split) throws IOException {
    OptimizationSteps.ArmTest frozen = steps.arm(Arm.FROZEN, split);
    OptimizationSteps.ArmTest learned = steps.arm(Arm.LEARNED, split);
    List<Sample> samples = chosen(frozen, learned);
    List<SideBySide.Side> before = frozen.test().previews(results, "initial θ", samples);
    List<SideBySide.Side> after = learned.test().previews(results, "learned θ", samples);
    List<SideBySide> seen = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      seen.add(new SideBySide(samples.get(i).id(), before.get(i), after.get(i)));
    }
    return seen;
  }

  /**
   * Returns samples of which both models predict different classes, and others where there are too
   * few.
   */
  private List<Sample> chosen(OptimizationSteps.ArmTest frozen, OptimizationSteps.ArmTest after)
      throws IOException {
    Map<String, String> before = new HashMap<>();
    for (PredictionRow answer : results.result(frozen.test()).predictions()) {
      before.put(answer.sample(), answer.predicted());
    }
    Map<String, Boolean> differs = new HashMap<>();
    for (PredictionRow answer : results.result(after.test()).predictions()) {
      differs.put(answer.sample(), !answer.predicted().equals(before.get(answer.sample())));
    }
    return frozen.test().samples().stream()
        .sorted(Comparator.comparing((Sample sample) -> !differs.get(sample.id())))
        .limit(SAMPLES)
        .toList();
  }
}
