package dev.rawline.lab.drift;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ConditionPlan;
import dev.rawline.learning.augment.Augmentation;
import java.util.List;
import java.util.Optional;

/** The conditions that models are trained under: one model each, a division and an augmentation. */
public record TrainConditionsPlan(
    @Described(meaning = "names of views, or all; all unless views or conditions are said")
        Optional<WordList> views,
    @Described(meaning = "further conditions: another isp.yaml, other light, blur, noise …")
        List<ConditionPlan> conditions,
    @Described(
            meaning =
                "augmentations of the training images, a model each (default: as training says)")
        List<Augmentation> augment) {

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if there is no such view; the message lists all
   */
  public TrainConditionsPlan {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    augment = augment == null ? List.of() : augment.stream().distinct().toList();
    ConditionList.of(views, conditions);
  }

  /** Returns the conditions, views first. */
  public List<Condition> all() {
    return ConditionList.of(views, conditions);
  }
}
