package dev.rawline.lab.optimization;

import dev.rawline.lab.evaluation.InferenceSetup;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.training.EvaluateStep;
import dev.rawline.lab.training.TrainStep;
import dev.rawline.lab.training.TrainingContext;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.step.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * An optimization → its trainings and evaluations, split by split.
 *
 * @param arms the models of both arms at each learning rate, tested as they were trained
 * @param ways the models that are tested under ways to acquire samples
 */
record OptimizationSteps(List<ArmTest> arms, List<AcquisitionTest> ways) {
  /** The name of a model trained on samples as recorded. */
  static final String AS_RECORDED = "as recorded";

  /**
   * A model of an arm.
   *
   * @param rate the learning rate of the task model
   * @param split which split, from 1
   * @param test its evaluation under the camera that it was trained with
   */
  record ArmTest(Arm arm, double rate, int split, EvaluateStep test) {}

  /**
   * A model under a way to acquire samples.
   *
   * @param way the way
   * @param trained what the model is called by how it was trained
   * @param split which split, from 1
   * @param test its evaluation
   */
  record AcquisitionTest(Acquisition way, String trained, int split, EvaluateStep test) {}

  /**
   * Prepares all steps.
   *
   * @param start the file of the numbers that both arms begin with
   * @param own the file of the camera's own numbers
   * @param run where the run is recorded
   * @throws IOException if a file that the plan names cannot be read
   */
  static OptimizationSteps of(OptimizationExperiment optimization, Path start, Path own, RunLog run)
      throws IOException {
    OptimizePlan plan = optimization.plan();
    TrainingContext frame = optimization.context(run);
    int splits = optimization.divided().divisions().size();
    List<ArmTest> arms = new ArrayList<>();
    List<AcquisitionTest> ways = new ArrayList<>();
    for (int split = 1; split <= splits; split++) {
      String of = "split %d of %d".formatted(split, splits);
      if (plan.joint()) {
        for (Arm arm : Arm.values()) {
          for (double rate : plan.rates()) {
            String what =
                plan.rates().size() == 1
                    ? "with θ %s, %s".formatted(arm.word(), of)
                    : "with θ %s at rate %s, %s".formatted(arm.word(), rate, of);
            TrainStep training =
                TrainStep.of("train " + what, frame, optimization.arm(arm, start, rate, split));
            arms.add(
                new ArmTest(
                    arm,
                    rate,
                    split,
                    test("test " + what, training, plan.start().condition(), plan)));
          }
        }
      }
      TrainStep common = null;
      for (Acquisition way : optimization.ways()) {
        String words = way.words();
        boolean retrained = plan.acquisition().orElseThrow().retrain();
        if (common == null || retrained) {
          common =
              TrainStep.of(
                  "train %s, %s".formatted(words, of),
                  frame,
                  optimization.acquired(way.recorded(), own, split));
        }
        ways.add(
            new AcquisitionTest(
                way,
                retrained ? words : AS_RECORDED,
                split,
                test("test %s, %s".formatted(words, of), common, way.recorded(), plan)));
      }
    }
    return new OptimizationSteps(arms, ways);
  }

  private static EvaluateStep test(
      String name, TrainStep training, Condition condition, OptimizePlan plan) throws IOException {
    return EvaluateStep.of(
        name,
        training,
        new InferenceSetup(
            Optional.empty(), condition.cameras(plan.sensor()), Optional.empty(), plan.seed()),
        Map.of("condition", condition.name()));
  }

  /** Returns these steps with one learning rate an arm. */
  OptimizationSteps at(Map<Arm, Double> rates) {
    return new OptimizationSteps(
        arms.stream().filter(arm -> arm.rate == rates.get(arm.arm)).toList(), ways);
  }

  /** Returns the model of an arm on a split, where each arm has one learning rate. */
  ArmTest arm(Arm arm, int split) {
    return arms.stream()
        .filter(each -> each.arm == arm && each.split == split)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the trainings, each once. */
  SequencedSet<TrainStep> trainings() {
    SequencedSet<TrainStep> trainings = new LinkedHashSet<>();
    arms.forEach(arm -> trainings.add(arm.test.training()));
    ways.forEach(way -> trainings.add(way.test.training()));
    return trainings;
  }

  /** Returns all steps, the arms' first. */
  List<Step<?>> all() {
    List<Step<?>> all = new ArrayList<>();
    for (ArmTest arm : arms) {
      all.add(arm.test.training());
      all.add(arm.test);
    }
    for (AcquisitionTest way : ways) {
      if (!all.contains(way.test.training())) {
        all.add(way.test.training());
      }
      all.add(way.test);
    }
    return all;
  }
}
