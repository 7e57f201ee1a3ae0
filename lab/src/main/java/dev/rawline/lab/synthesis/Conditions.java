package dev.rawline.lab.synthesis;

import dev.rawline.data.yaml.Words;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.lab.drift.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Views and further conditions, as a plan says them → conditions, each once. */
final class Conditions {
  private static final String ALL = "all";

  private Conditions() {}

  /**
   * Returns the conditions; all twelve views where nothing is said.
   *
   * @throws IllegalArgumentException if there is no such view; the message lists all
   */
  static List<Condition> of(Optional<Words> views, List<ConditionPlan> further) {
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
