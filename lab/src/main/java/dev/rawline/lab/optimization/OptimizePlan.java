package dev.rawline.lab.optimization;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.ManagedTrainingKeys;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of an optimization: models are trained with learned and with frozen θ from the same
 * start, and acquisitions are compared by cost.
 */
public record OptimizePlan(
    @Described(meaning = "the name of the experiment") String name,
    @Described(
            meaning = ExperimentPlan.TRAINING,
            required = true,
            without = {"data_model", "vary", "split", "division", "seed"})
        TrainingPlan training,
    @Described(meaning = ExperimentPlan.SPLITS) RepeatedSplitPlan splits,
    @Described(meaning = "the sensor.yaml of the recording sensor (default: the data set's own)")
        Optional<String> sensor,
    @Described(meaning = "whether θ is learned with the model, and compared with fixed θ")
        Boolean joint,
    @Described(meaning = "the initial values of both arms (default: the camera's own parameters)")
        StartPlan start,
    @Described(meaning = "the learned part of θ (default: white balance, colour matrix and γ)")
        LearnPlan learn,
    @Described(
            meaning =
                "learning rates of the task model at which both arms are trained; each arm keeps the"
                    + " one that does best on the validation subsets (default: that of training)",
            above = 0)
        List<Double> learningRates,
    @Described(
            meaning = "values of the validation metric whose steps are reported",
            min = 0,
            max = 1)
        List<Double> reach,
    @Described(meaning = "acquisitions that are compared by their cost (default: none)")
        Optional<AcquisitionPlan> acquisition,
    @Described(meaning = "the metric (default: accuracy for classes, iou for masks)")
        Optional<String> metric,
    @Described(meaning = "random seed of splits, weights, orders and cameras") Long seed,
    @Described(meaning = ExperimentPlan.THREADS, min = 1) Integer threads,
    @Described(meaning = "the tolerated difference of numbers when the experiment is repeated")
        NumberTolerance tolerance)
    implements ExperimentPlan {
  /** Reads and writes {@code optimize.yaml}; docs/reference/formats.md describes the file. */
  public static final ExperimentPlanFiles<OptimizePlan> FILES =
      ExperimentPlanFiles.of(OptimizeCamera.COMMAND, OptimizePlan.class);

  /** What conditions are called that only the camera's light path is different in. */
  static final String CAMERA = "camera";

  private static final double FASTER = 10;
  private static final double FASTEST = 0.02;

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if keys do not go together; it lists all mistakes
   */
  public OptimizePlan {
    name = name == null ? "optimize" : name;
    splits = splits == null ? new RepeatedSplitPlan.Shuffle(null, null) : splits;
    joint = joint == null || joint;
    start = start == null ? StartPlan.unchanged() : start;
    learn = learn == null ? new LearnPlan(null, null) : learn;
    learningRates =
        learningRates == null ? List.of() : learningRates.stream().distinct().sorted().toList();
    reach = reach == null ? List.of() : reach.stream().distinct().sorted().toList();
    seed = seed == null ? Long.valueOf(1) : seed;
    threads = threads == null ? 1 : threads;
    tolerance = tolerance == null ? NumberTolerance.DEFAULT : tolerance;
    List<String> mistakes = new ArrayList<>();
    ManagedTrainingKeys.check(
        training,
        "trains with θ as data model: remove it, and set the initial θ in start",
        "trains under one camera: remove it, and set the light in start",
        mistakes);
    if (training != null && !training.freeze().isEmpty()) {
      mistakes.add(
          "training.freeze is set, but the experiment compares learned with frozen θ: remove it,"
              + " and list parameters of θ in learn.frozen");
    }
    metric.ifPresent(word -> ManagedTrainingKeys.checkMetric(word, mistakes));
    if (!joint && acquisition.isEmpty()) {
      mistakes.add(
          "joint is false, and acquisition is not set: nothing would be done; remove joint, or set"
              + " ways to acquire samples");
    }
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
  }

  /** Returns the learning rates at which both arms are trained. */
  List<Double> rates() {
    return learningRates.isEmpty() ? List.of(training.learningRate()) : learningRates;
  }

  /**
   * Returns the learning rate of θ: that of training, or ten times the task model's, but no more
   * than 0.02. A step of Adam moves every number by about its rate: some hundred of them take γ a
   * long way, and a few, while the model knows nothing yet, do not take it to 0.
   */
  double thetaLearningRate(double learningRate) {
    return training.thetaLearningRate().orElseGet(() -> Math.min(FASTER * learningRate, FASTEST));
  }
}
