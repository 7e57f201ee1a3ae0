package dev.rawline.lab.experiment;

import dev.rawline.learning.plan.TrainingPlan;
import java.util.Optional;

/** The keys of the plan of every experiment: what is learned from, and how data are split. */
public interface ExperimentPlan {
  /** What a plan's training is. */
  String TRAINING =
      "what is learned from, by which model, and how: the keys of train.yaml, but for"
          + " data_model, vary, split, division and seed, which this experiment decides";

  /** What a plan's splits are. */
  String SPLITS = "given: once, as in the data set; shuffle: by the seed; file: as in a file";

  /** What a plan's threads are. */
  String THREADS =
      "threads on which one model computes; as many models as there are threads for are at work"
          + " at once";

  /** Returns what the experiment is called. */
  String name();

  /** Returns what is learned from, by which model, and how. */
  TrainingPlan training();

  /** Returns how the data set is divided. */
  RepeatedSplitPlan splits();

  /** Returns what recorded, where the plan has it. */
  Optional<String> sensor();

  /** Returns what is compared, where the plan has it. */
  Optional<String> metric();

  /** Returns the random seed. */
  Long seed();

  /** Returns on how many threads a model computes. */
  Integer threads();
}
