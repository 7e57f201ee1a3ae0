package dev.rawline.workbench.share;

import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What this process does of a command: by default all of it.
 *
 * <p>On a cluster every process runs the same command with the same words. The one that a person
 * started spreads the work; each of the others does its share of it, writes the results where the
 * command writes them, reports on stdout ({@link ShareReport}), and ends before what follows.
 */
public sealed interface Share {
  /** The variable of the environment that gives a process its share, as {@link #words} has it. */
  String VARIABLE = "RAWLINE_SHARE";

  /** The share of the command that runs. */
  ScopedValue<Share> CURRENT = ScopedValue.newInstance();

  /** What takes the reports of a part. */
  ScopedValue<Consumer<ShareReport>> REPORTS = ScopedValue.newInstance();

  /** All of the work, in this process. */
  record Whole() implements Share {}

  /**
   * All of the work, spread over a cluster.
   *
   * @param cluster what runs the shares
   * @param partitions into how many shares items are split; by default several a processor
   */
  record Spread(Cluster cluster, OptionalInt partitions) implements Share {}

  /**
   * Some of the items that a command works on one by one.
   *
   * @param what the kind of the items, by which those of one command are told apart
   * @param from the first, from 0
   * @param to the one behind the last
   */
  record Items(String what, int from, int to) implements Share {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Items {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "a share of %s %d to %d: expected at least one, from 0".formatted(what, from, to));
      }
    }
  }

  /**
   * One step of an experiment.
   *
   * @param key its key
   */
  record OneStep(String key) implements Share {}

  /**
   * One of the processes that train one model together.
   *
   * @param rank its number, from 0
   * @param world how many there are
   * @param place where they meet, HOST:PORT
   */
  record Rank(int rank, int world, String place) implements Share {
    /** Where they meet, until the cluster has chosen their machines. */
    public static final String NOWHERE = "HOST:PORT";

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Rank {
      if (rank < 0 || rank >= world) {
        throw new IllegalArgumentException(
            "a share of rank %d of %d: expected 0 to %d".formatted(rank, world, world - 1));
      }
    }
  }

  /** Returns the share of the command that runs. */
  static Share current() {
    return CURRENT.orElse(new Whole());
  }

  /** Returns whether another process, which began this one, does what the shares have in common. */
  static boolean isPart() {
    return switch (current()) {
      case Whole _, Spread _ -> false;
      case Items _, OneStep _, Rank _ -> true;
    };
  }

  /** Returns whether this process does a share of items of a kind, and nothing else. */
  static boolean isPartOf(String what) {
    return current() instanceof Items items && items.what().equals(what);
  }

  /** Runs a command whose work is spread. */
  static <R, X extends Throwable> R run(Spread all, ScopedValue.CallableOp<R, X> command) throws X {
    return ScopedValue.where(CURRENT, all).call(command);
  }

  /**
   * Runs a command of which this process does a part.
   *
   * @param reports takes what it reports, one report at a time
   */
  static <R, X extends Throwable> R run(
      Share part, Consumer<ShareReport> reports, ScopedValue.CallableOp<R, X> command) throws X {
    return ScopedValue.where(CURRENT, part).where(REPORTS, reports).call(command);
  }

  /**
   * Returns the share as words for another process.
   *
   * @throws IllegalStateException if it is no part
   */
  default String words() {
    return switch (this) {
      case Items(String what, int from, int to) -> "items %d %d %s".formatted(from, to, what);
      case OneStep(String key) -> "step " + key;
      case Rank(int rank, int world, String place) -> "rank %d %d %s".formatted(rank, world, place);
      case Whole _, Spread _ -> throw new IllegalStateException("all of the work is no part of it");
    };
  }

  /**
   * Returns the share of a process, by the words that it was given; all if there are none.
   *
   * @throws IllegalArgumentException if they are no share
   */
  static Share of(String words) {
    if (words == null || words.isEmpty()) {
      return new Whole();
    }
    String[] parts = words.split(" ", 4);
    if (words.matches("items \\d{1,9} \\d{1,9} .+")) {
      return new Items(parts[3], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
    if (parts.length == 2 && parts[0].equals("step")) {
      return new OneStep(parts[1]);
    }
    if (words.matches("rank \\d{1,9} \\d{1,9} .+")) {
      return new Rank(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
    }
    throw new IllegalArgumentException(
        "%s is '%s': expected 'items FROM TO KIND', 'step KEY' or 'rank R N HOST:PORT'; a cluster sets it, leave it unset"
            .formatted(VARIABLE, words));
  }
}
