package dev.rawline.workbench.book;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A run in a list.
 *
 * @param number its number in the book, from 1
 * @param parent the run that it is a part of
 * @param experiment its experiment
 * @param name its name
 * @param command the command that ran it
 * @param state its state; stopped as well if its process is gone without recording its end
 * @param started its start
 * @param seconds its duration [s]; none before it has ended
 * @param parts the number of its parts
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

  /** Returns this run, whose process is gone. */
  RunSummary stopped() {
    return new RunSummary(
        number, parent, experiment, name, command, RunState.STOPPED, started, seconds, parts);
  }

  /**
   * Runs of a book, newest first.
   *
   * @param runs the newest of them
   * @param all the number of all that match
   */
  public record Page(List<RunSummary> runs, int all) {
    /** Copies the list. */
    public Page {
      runs = List.copyOf(runs);
    }
  }
}
