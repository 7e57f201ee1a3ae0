package dev.rawline.learning.plan;

import dev.rawline.data.yaml.YamlNames;
import java.util.List;

/** The words that a plan has for its choices. */
final class PlanWords {
  private PlanWords() {}

  /** Returns the word of a task, a loss or a data model. */
  static String word(Object choice) {
    return YamlNames.ofKeys(choice.getClass());
  }

  /** Returns the losses of a task, the usual one first. */
  static List<String> losses(TaskPlan task) {
    return switch (task) {
      case TaskPlan.Classification() -> List.of("cross_entropy");
      case TaskPlan.Segmentation() -> List.of("binary_cross_entropy", "soft_dice");
      case TaskPlan.Regression _ -> List.of("mean_square", "mean_absolute");
    };
  }
}
