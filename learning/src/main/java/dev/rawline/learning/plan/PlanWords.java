package dev.rawline.learning.plan;

import dev.rawline.data.yaml.YamlNames;
import dev.rawline.learning.loss.LossTerm;
import java.util.List;

/** The words that a plan has for its choices. */
final class PlanWords {
  private PlanWords() {}

  static String word(TaskPlan task) {
    return YamlNames.ofKeys(task.getClass());
  }

  static String word(LossTerm loss) {
    return YamlNames.ofKeys(loss.getClass());
  }

  static String word(DataModelPlan dataModel) {
    return YamlNames.ofKeys(dataModel.getClass());
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
