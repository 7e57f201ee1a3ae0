package dev.rawline.lab.experiment;

import dev.rawline.learning.plan.TrainingPlan;
import java.util.List;
import java.util.Optional;

/** The keys of the plan of every experiment: the training, and how data are split. */
public interface ExperimentPlan {
  /** What a plan's training is. */
  String TRAINING =
      "the training: the keys of train.yaml, except data_model, vary, split, division and seed,"
          + " which the experiment sets";

  /** What a plan's splits are. */
  String SPLITS = "given: once, as in the data set; shuffle: by the seed; file: as in a file";

  /** What a plan's threads are. */
  String THREADS =
      "the number of compute threads per model; the remaining cores run further models in parallel";

  /** Returns what the experiment is called. */
  String name();

  /** Returns the plan of the training. */
  TrainingPlan training();

  /** Returns how the data set is divided. */
  RepeatedSplitPlan splits();

  /** Returns what recorded, where the plan has it. */
  Optional<String> sensor();

  /** Returns the data sets with other recordings of the samples, as the plan names them. */
  default List<String> recordings() {
    return List.of();
  }

  /** Returns what is compared, where the plan has it. */
  Optional<String> metric();

  /** Returns the random seed. */
  Long seed();

  /** Returns on how many threads a model computes. */
  Integer threads();
}
