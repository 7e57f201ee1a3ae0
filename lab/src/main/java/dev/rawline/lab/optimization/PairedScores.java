package dev.rawline.lab.optimization;

import dev.rawline.lab.statistic.PairedBootstrap;
import dev.rawline.lab.training.PredictionLog.Answer;
import dev.rawline.learning.plan.TaskPlan;
import dev.rawline.workbench.step.StepResults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The predictions of both arms for the same test samples → how well each does on every one of them.
 *
 * @param optimization the optimization
 * @param steps its steps
 * @param results what they came to
 */
record PairedScores(
    OptimizationExperiment optimization, OptimizationSteps steps, StepResults results) {

  /** Returns the samples of all test sides as both arms see them, learned first. */
  PairedBootstrap pairs() throws IOException {
    TaskPlan task = optimization.divided().data().plan().task().orElseThrow();
    List<PairedBootstrap.Pair> pairs = new ArrayList<>();
    for (OptimizationSteps.OfArm arm : steps.arms()) {
      if (arm.arm() == Arm.LEARNED) {
        Map<String, Answer> frozen = new HashMap<>();
        results
            .result(steps.arm(Arm.FROZEN, arm.split()).test())
            .predictions()
            .forEach(answer -> frozen.put(answer.sample(), answer));
        Map<String, String> groups = new HashMap<>();
        arm.test().samples().forEach(sample -> groups.put(sample.id(), sample.group()));
        for (Answer answer : results.result(arm.test()).predictions()) {
          pairs.add(
              new PairedBootstrap.Pair(
                  groups.get(answer.sample()),
                  score(task, answer),
                  score(task, frozen.get(answer.sample()))));
        }
      }
    }
    return new PairedBootstrap(measure(task), pairs);
  }

  private static String measure(TaskPlan task) {
    return switch (task) {
      case TaskPlan.Classification() -> "share of right answers";
      case TaskPlan.Segmentation() -> "mean IoU of a picture";
      case TaskPlan.Regression _ ->
          "mean square of the error, less is better, with its sign turned";
    };
  }

  private static double score(TaskPlan task, Answer answer) {
    return switch (task) {
      case TaskPlan.Classification() -> answer.predicted().equals(answer.truth()) ? 1 : 0;
      case TaskPlan.Segmentation() -> Double.parseDouble(answer.predicted());
      case TaskPlan.Regression _ -> {
        double error = Double.parseDouble(answer.predicted()) - Double.parseDouble(answer.truth());
        yield -error * error;
      }
    };
  }
}
