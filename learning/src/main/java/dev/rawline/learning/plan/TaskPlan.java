package dev.rawline.learning.plan;

import dev.rawline.data.yaml.Key;

/** What the model shall say of a sample. */
public sealed interface TaskPlan {

  /** Its class. */
  record Classification() implements TaskPlan {}

  /** Which of its pixels belong to an object. */
  record Segmentation() implements TaskPlan {}

  /**
   * A number: what stands in the place of its class, read as one.
   *
   * @param target what the number is, for plots and tables
   */
  record Regression(
      @Key(means = "what the number is called on plots, such as area (px)", bare = true)
          String target)
      implements TaskPlan {
    /** Fills in the default. */
    public Regression {
      target = target == null ? "value" : target;
    }
  }
}
