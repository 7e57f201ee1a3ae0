package dev.rawline.studio.lab;

import dev.rawline.workbench.book.RunCondition;
import dev.rawline.workbench.book.RunFilter;
import dev.rawline.workbench.book.RunOrder;
import dev.rawline.workbench.book.RunQuery;
import dev.rawline.workbench.book.RunState;
import java.util.List;
import java.util.Optional;

/**
 * A table of runs that is requested.
 *
 * @param experiment their experiment
 * @param command the command that ran them
 * @param state their state
 * @param parts whether parts of other runs are included
 * @param where conditions such as {@code metric:accuracy>=0.9}, all of which must hold
 * @param text what their name or experiment contains
 * @param order what they are ordered by
 * @param name the parameter or metric that they are ordered by; empty for other keys
 * @param descending whether the largest comes first
 */
record RunsRequest(
    Optional<String> experiment,
    Optional<String> command,
    Optional<String> state,
    boolean parts,
    List<String> where,
    Optional<String> text,
    String order,
    String name,
    boolean descending) {
  /** More numbers than a list can scroll through. */
  static final int MOST_RUNS = 100_000;

  private static final int MOST_CONDITIONS = 20;

  /** All that are no parts of others, the newest first. */
  static final RunsRequest NEWEST =
      new RunsRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          List.of(),
          Optional.empty(),
          RunOrder.NEWEST.key().word(),
          "",
          true);

  RunsRequest {
    if (where.size() > MOST_CONDITIONS) {
      throw new IllegalArgumentException(
          "%d conditions: expected at most %d".formatted(where.size(), MOST_CONDITIONS));
    }
  }

  /**
   * Returns the query.
   *
   * @throws IllegalArgumentException if a condition, a state or the order is none
   */
  RunQuery query() {
    return new RunQuery(
        new RunFilter(
            given(experiment),
            given(command),
            given(state).map(RunState::of),
            parts,
            where.stream().map(RunCondition::parse).toList(),
            MOST_RUNS),
        given(text),
        new RunOrder(RunOrder.Key.of(order), name, descending));
  }

  private static Optional<String> given(Optional<String> text) {
    return text.filter(words -> !words.isBlank());
  }
}
