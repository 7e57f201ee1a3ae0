package dev.rawline.learning.plan;

import dev.rawline.imaging.frame.Described;
import dev.rawline.imaging.frame.FileWord;
import dev.rawline.learning.sample.Task;
import java.util.List;

/** What the model predicts for a sample. */
public sealed interface TaskPlan {

  /**
   * Returns the task.
   *
   * @param classes the names of the classes, which a classification needs
   * @throws IllegalArgumentException if a classification has fewer than two, or two are equal
   */
  default Task task(List<String> classes) {
    return switch (this) {
      case Classification() -> new Task.Classification(classes);
      case Segmentation() -> new Task.Segmentation();
      case Regression(String target) -> new Task.Regression(target);
    };
  }

  /** Its class. */
  @FileWord("classification")
  record Classification() implements TaskPlan {}

  /** The pixels of objects. */
  @FileWord("segmentation")
  record Segmentation() implements TaskPlan {}

  /** A number: that in the place of its class. */
  @FileWord("regression")
  record Regression(
      @Described(
              meaning = "the name of the predicted number on plots, such as area (px)",
              bare = true)
          String target)
      implements TaskPlan {
    /** Fills in the default. */
    public Regression {
      target = target == null ? "value" : target;
    }
  }
}
