package dev.rawline.lab.quality.watch;

/** Receives the progress of a watch, from its own thread; at least its notes. */
@FunctionalInterface
public interface WatchListener {

  /** Ignores everything. */
  WatchListener SILENT = _ -> {};

  /**
   * The watch begins.
   *
   * @param entries how many files the journal knows
   */
  default void begins(long entries) {}

  /** The journal has a new entry. */
  default void enters(JournalEntry entry) {}

  /**
   * All complete files are checked; called whenever the watch looks again, also if nothing came.
   */
  default void rests() {}

  /** There is something to know. */
  void note(String note);
}
