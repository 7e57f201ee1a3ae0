package dev.rawline.lab.drift;

import dev.rawline.data.yaml.WordList;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Described;
import dev.rawline.lab.experiment.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The conditions that models are trained or tested under. */
public record ConditionsPlan(
    @Described(meaning = "names of views, or all (default: all, if no conditions are given)")
        Optional<WordList> views,
    @Described(meaning = "further conditions: another isp.yaml, another intensity, blur, noise …")
        List<Condition> conditions) {
  private static final String ALL = "all";

  /**
   * Fills in the defaults.
   *
   * @throws IllegalArgumentException if there is no such view, or no camera has the numbers of a
   *     condition; the message lists all
   */
  public ConditionsPlan {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    named(views, conditions);
    conditions.forEach(condition -> condition.cameras(Optional.empty()));
  }

  private static List<ViewName> named(Optional<WordList> views, List<Condition> conditions) {
    return views.isEmpty() && !conditions.isEmpty()
        ? List.of()
        : views
            .filter(words -> !words.isAlone(ALL))
            .map(words -> words.words().stream().map(ViewName::parse).toList())
            .orElse(ViewName.ALL);
  }

  /** Returns the conditions, views first, each once; all twelve views where none are listed. */
  public List<Condition> all() {
    return Stream.concat(
            named(views, conditions).stream().map(name -> Condition.of(name.toString())),
            conditions.stream())
        .distinct()
        .toList();
  }

  /** Returns this plan with other chains. */
  ConditionsPlan with(UnaryOperator<Condition> chain) {
    return new ConditionsPlan(views, conditions.stream().map(chain).toList());
  }
}
