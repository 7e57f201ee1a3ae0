package dev.rawline.workbench.book;

import java.util.List;
import java.util.Optional;

/**
 * Selects runs of a book; an empty component selects all.
 *
 * @param experiment their experiment
 * @param command the command that ran them
 * @param state their state
 * @param parts whether parts of other runs are included
 * @param where conditions, all of which must hold
 * @param limit the most runs to list, newest first, at least 1
 */
public record RunFilter(
    Optional<String> experiment,
    Optional<String> command,
    Optional<RunState> state,
    boolean parts,
    List<RunCondition> where,
    int limit) {
  /** All runs, including parts of others. */
  public static final RunFilter ALL =
      new RunFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), true, List.of(), Integer.MAX_VALUE);

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public RunFilter {
    where = List.copyOf(where);
    if (limit < 1) {
      throw new IllegalArgumentException("limit is %d: expected at least 1 run".formatted(limit));
    }
  }
}
