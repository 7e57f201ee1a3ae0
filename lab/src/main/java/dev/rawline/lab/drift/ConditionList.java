package dev.rawline.lab.drift;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.experiment.Condition;
import dev.rawline.lab.experiment.ConditionPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Views and further conditions, as a plan says them → conditions, each once. */
final class ConditionList {
  private static final String ALL = "all";

  private ConditionList() {}

  /**
   * Returns the conditions; all twelve views where nothing is said.
   *
   * @throws IllegalArgumentException if there is no such view; the message lists all
   */
  static List<Condition> of(Optional<WordList> views, List<ConditionPlan> further) {
    List<ViewName> names =
        views.isEmpty() && !further.isEmpty()
            ? List.of()
            : views
                .filter(words -> !words.isAlone(ALL))
                .map(words -> words.words().stream().map(ViewName::parse).toList())
                .orElse(ViewName.ALL);
    return Stream.concat(
            names.stream().map(name -> Condition.of(name.toString())),
            further.stream().map(ConditionPlan::condition))
        .distinct()
        .toList();
  }
}
