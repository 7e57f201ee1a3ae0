package dev.rawline.lab.experiment;

import dev.rawline.learning.metric.Metric;
import dev.rawline.learning.plan.SplitPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The keys of training that an experiment decides for every model, and what it compares. */
public final class ManagedTrainingKeys {
  /** Those that have defaults in a training plan. */
  public static final List<String> WITH_DEFAULTS = List.of("split", "division", "seed");

  private ManagedTrainingKeys() {}

  /**
   * Adds what is wrong with a plan's keys of training that the experiment decides.
   *
   * @param training the plan of training; null where there is none, which is reported elsewhere
   * @param dataModel what the experiment does about data_model, and what to set in its place
   * @param vary what it does about vary, and what to set in its place
   */
  public static void check(
      TrainingPlan training, String dataModel, String vary, List<String> mistakes) {
    if (training == null) {
      return;
    }
    if (training.dataModel().isPresent()) {
      mistakes.add("training.data_model is set, but the experiment " + dataModel);
    }
    if (training.vary().isPresent()) {
      mistakes.add("training.vary is set, but the experiment " + vary);
    }
    if (!training.split().equals(new SplitPlan.Shuffle(null, null, null))
        || training.division() != 1) {
      mistakes.add(
          "training.split or training.division is set, but the experiment splits the data set"
              + " itself: remove it, and set splits");
    }
    if (training.seed() != 1) {
      mistakes.add(
          "training.seed is set, but the experiment draws a seed for every split: remove it, and"
              + " set seed");
    }
  }

  /** Adds what is wrong with the word of a metric that is compared. */
  public static void checkMetric(String word, List<String> mistakes) {
    if (Metric.of(word).filter(Metric::higherIsBetter).isEmpty()) {
      mistakes.add(
          "metric is '%s': expected one of which more is better, %s"
              .formatted(
                  word,
                  Arrays.stream(Metric.values())
                      .filter(Metric::higherIsBetter)
                      .map(Metric::toString)
                      .collect(Collectors.joining(", "))));
    }
  }
}
