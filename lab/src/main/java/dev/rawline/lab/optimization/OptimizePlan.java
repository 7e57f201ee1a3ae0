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
 * The plan of an optimization: models learn with θ and without from the same start, and ways to
 * acquire samples are compared by what they cost.
 */
public record OptimizePlan(
    @Described(meaning = "what the experiment is called") String name,
    @Described(
            meaning = ExperimentPlan.TRAINING,
            required = true,
            without = {"data_model", "vary", "split", "division", "seed"})
        TrainingPlan training,
    @Described(meaning = ExperimentPlan.SPLITS) RepeatedSplitPlan splits,
    @Described(
            meaning = "the sensor.yaml of the sensor that recorded (default: the data set's own)")
        Optional<String> sensor,
    @Described(meaning = "whether θ is learned with the model, and compared with θ that is held")
        Boolean joint,
    @Described(meaning = "what both arms begin with (default: the camera's own numbers)")
        StartPlan start,
    @Described(meaning = "what of θ is learned (default: white balance, colour matrix and γ)")
        LearnPlan learn,
    @Described(
            meaning = "numbers of the validation side's metric whose steps are reported",
            min = 0,
            max = 1)
        List<Double> reach,
    @Described(meaning = "ways to acquire samples that are compared by their cost (default: none)")
        Optional<AcquisitionPlan> acquisition,
    @Described(meaning = "what is compared (default: accuracy of classes, iou of masks)")
        Optional<String> metric,
    @Described(meaning = "random seed of splits, weights, orders and cameras") Long seed,
    @Described(meaning = ExperimentPlan.THREADS, min = 1) Integer threads,
    @Described(meaning = "how far numbers may lie apart when the experiment is run again")
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
    reach = reach == null ? List.of() : reach.stream().distinct().sorted().toList();
    seed = seed == null ? Long.valueOf(1) : seed;
    threads = threads == null ? 1 : threads;
    tolerance = tolerance == null ? NumberTolerance.DEFAULT : tolerance;
    List<String> mistakes = new ArrayList<>();
    ManagedTrainingKeys.check(
        training,
        "trains behind θ: remove it, and say what θ begins with in start",
        "trains under one camera: remove it, and say the light in start",
        mistakes);
    if (training != null && !training.freeze().isEmpty()) {
      mistakes.add(
          "training.freeze is set, but the experiment compares what is learned with what is held:"
              + " remove it, and name numbers of θ in learn.frozen");
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

  /**
   * Returns the learning rate of θ: that of training, or ten times the task model's, but no more
   * than 0.02. A step of Adam moves every number by about its rate: some hundred of them take γ a
   * long way, and a few, while the model knows nothing yet, do not take it to 0.
   */
  double thetaLearningRate() {
    return training
        .thetaLearningRate()
        .orElseGet(() -> Math.min(FASTER * training.learningRate(), FASTEST));
  }
}
