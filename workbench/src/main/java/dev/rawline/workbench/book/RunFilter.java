package dev.rawline.workbench.book;

import java.util.List;
import java.util.Optional;

/**
 * Which runs of a book are wanted; what is left out does not matter.
 *
 * @param experiment what they belong to
 * @param command the verb that ran them
 * @param state how far they are
 * @param parts whether runs count that are parts of others
 * @param where what else is wanted of them, all of it
 * @param limit how many of the newest are listed, at least 1
 */
public record RunFilter(
    Optional<String> experiment,
    Optional<String> command,
    Optional<RunState> state,
    boolean parts,
    List<RunCondition> where,
    int limit) {
  /** All runs, parts of others too. */
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
