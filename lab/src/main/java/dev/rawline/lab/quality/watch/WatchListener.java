package dev.rawline.lab.quality.watch;

/** Hears what a watch does, from its own thread; what a person should know, at least. */
@FunctionalInterface
public interface WatchListener {

  /** Hears nothing. */
  WatchListener SILENT = _ -> {};

  /**
   * The watch begins.
   *
   * @param entries how many files the journal knows
   */
  default void begins(long entries) {}

  /** An entry stands in the journal. */
  default void enters(JournalEntry entry) {}

  /** All that was ready is judged; said whenever the watch looks again, also if nothing came. */
  default void rests() {}

  /** There is something that a person should know. */
  void note(String note);
}
