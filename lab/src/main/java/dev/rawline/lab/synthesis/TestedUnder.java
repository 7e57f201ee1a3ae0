package dev.rawline.lab.synthesis;

import dev.rawline.data.yaml.Key;
import dev.rawline.data.yaml.Words;
import dev.rawline.lab.drift.Condition;
import java.util.List;
import java.util.Optional;

/**
 * The conditions that models are tested under.
 *
 * @param views views as they were recorded
 * @param conditions further conditions
 */
public record TestedUnder(
    @Key(means = "names of views, or all; all unless views or conditions are said")
        Optional<Words> views,
    @Key(means = "further conditions: another isp.yaml, other light, blur, noise …")
        List<ConditionPlan> conditions) {

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if there is no such view; the message lists all
   */
  public TestedUnder {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    Conditions.of(views, conditions);
  }

  /** Returns the conditions, views first. */
  public List<Condition> all() {
    return Conditions.of(views, conditions);
  }
}
