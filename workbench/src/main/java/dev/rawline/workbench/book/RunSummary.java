package dev.rawline.workbench.book;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run as a list shows it.
 *
 * @param number what the book calls it, from 1
 * @param parent the run that it is a part of
 * @param experiment what it belongs to
 * @param name what it is called
 * @param command the verb that ran it
 * @param state how far it is
 * @param started when it began
 * @param seconds how long it took [s]; none before it has ended
 * @param parts how many runs are parts of it
 */
public record RunSummary(
    long number,
    OptionalLong parent,
    String experiment,
    String name,
    String command,
    RunState state,
    Instant started,
    OptionalDouble seconds,
    int parts) {

  /**
   * Runs of a book, newest first.
   *
   * @param runs the newest of them
   * @param all how many there are
   */
  public record Page(List<RunSummary> runs, int all) {
    /** Copies the list. */
    public Page {
      runs = List.copyOf(runs);
    }
  }
}
