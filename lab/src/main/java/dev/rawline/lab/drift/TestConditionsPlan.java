package dev.rawline.lab.drift;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ConditionPlan;
import java.util.List;
import java.util.Optional;

/** The conditions that models are tested under. */
public record TestConditionsPlan(
    @Described(meaning = "names of views, or all; all unless views or conditions are said")
        Optional<WordList> views,
    @Described(meaning = "further conditions: another isp.yaml, other light, blur, noise …")
        List<ConditionPlan> conditions) {

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if there is no such view; the message lists all
   */
  public TestConditionsPlan {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    ConditionList.of(views, conditions);
  }

  /** Returns the conditions, views first. */
  public List<Condition> all() {
    return ConditionList.of(views, conditions);
  }
}
