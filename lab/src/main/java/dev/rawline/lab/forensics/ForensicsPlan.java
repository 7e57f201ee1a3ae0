package dev.rawline.lab.forensics;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.InvalidParametersException;
import dev.rawline.lab.experiment.ExperimentPlan;
import dev.rawline.lab.experiment.ExperimentPlanFiles;
import dev.rawline.lab.experiment.ManagedTrainingKeys;
import dev.rawline.lab.experiment.NumberTolerance;
import dev.rawline.lab.experiment.RepeatedSplitPlan;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of forensics: which cameras a trained model tolerates, and which near ones it does not.
 */
public record ForensicsPlan(
    @Described(meaning = "the name of the experiment") String name,
    @Described(
            path = "MODEL",
            meaning =
                "the folder or file of a trained model, tested on its own test subset if it has one"
                    + " (default: models are trained)")
        Optional<String> model,
    @Described(
            meaning =
                ExperimentPlan.TRAINING
                    + "; with a model, the data on which it is evaluated, and for a model file its"
                    + " preprocessing",
            required = true,
            without = {"data_model", "vary", "split", "division", "seed"})
        TrainingPlan training,
    @Described(meaning = ExperimentPlan.SPLITS) RepeatedSplitPlan splits,
    @Described(
            path = "VIEW",
            meaning =
                "the processing chain of the models, whose parameters are varied: the name of a"
                    + " view or an isp.yaml; a model folder has its own")
        String isp,
    @Described(
            meaning =
                "the sensor.yaml of the recording sensor, for light, blur, noise, gain and defocus"
                    + " (default: the data set's own)")
        Optional<String> sensor,
    @Described(meaning = "the search for intervals") IntervalsPlan tolerance,
    @Described(meaning = "the search for worst cases") WorstCaseSearchPlan worstCase,
    @Described(
            meaning =
                "the certificate: regions of cameras in which the vote of the model over drawn"
                    + " cameras stays (default: none)")
        Optional<CertificationPlan> certify,
    @Described(meaning = "the metric (default: accuracy for classes, iou for masks)")
        Optional<String> metric,
    @Described(
            meaning =
                "the number of samples of the test subset on which the model is evaluated, drawn by"
                    + " the seed; all if there are fewer",
            min = 1)
        Integer samples,
    @Described(meaning = "random seed of splits, weights, orders, samples, noise and searches")
        Long seed,
    @Described(meaning = ExperimentPlan.THREADS, min = 1) Integer threads,
    @Described(meaning = "the tolerated difference of numbers when the experiment is repeated")
        NumberTolerance reproduction)
    implements ExperimentPlan {
  /** Reads and writes {@code forensics.yaml}; docs/reference/formats.md describes the file. */
  public static final ExperimentPlanFiles<ForensicsPlan> FILES =
      ExperimentPlanFiles.of(ExamineModel.COMMAND, ForensicsPlan.class);

  /** The default chain. */
  static final String USUAL_CHAIN = "bilinear-sharpen-gaussian";

  private static final int USUAL_SAMPLES = 200;

  /**
   * Fills in the defaults.
   *
   * @throws InvalidParametersException if keys do not go together; it lists all mistakes
   */
  public ForensicsPlan {
    name = name == null ? "forensics" : name;
    splits = splits == null ? new RepeatedSplitPlan.Shuffle(null, null) : splits;
    isp = isp == null ? USUAL_CHAIN : isp;
    tolerance =
        tolerance == null ? new IntervalsPlan(null, null, null, null, null, null, null) : tolerance;
    worstCase =
        worstCase == null
            ? new WorstCaseSearchPlan(null, null, null, null, null, null, null, null)
            : worstCase;
    samples = samples == null ? USUAL_SAMPLES : samples;
    seed = seed == null ? Long.valueOf(1) : seed;
    threads = threads == null ? 1 : threads;
    reproduction = reproduction == null ? NumberTolerance.DEFAULT : reproduction;
    List<String> mistakes = new ArrayList<>();
    ManagedTrainingKeys.check(
        training,
        "trains with the processing chain that it examines: remove it, and set isp",
        "trains by one camera: remove it, and examine a model that was trained so by the key model",
        mistakes);
    try {
      DataModelPlan _ = new DataModelPlan.Static(isp);
    } catch (IllegalArgumentException e) {
      mistakes.add(e.getMessage().replaceFirst("^static", "isp"));
    }
    metric.ifPresent(word -> ManagedTrainingKeys.checkMetric(word, mistakes));
    if (!mistakes.isEmpty()) {
      throw new InvalidParametersException(mistakes);
    }
  }
}
