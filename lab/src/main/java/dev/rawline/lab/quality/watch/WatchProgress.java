package dev.rawline.lab.quality.watch;

/** Hears what a watch does, from its own thread. */
public interface WatchProgress {

  /** Hears nothing. */
  WatchProgress SILENT =
      new WatchProgress() {
        @Override
        public void begins(long entries) {}

        @Override
        public void enters(Entry entry) {}

        @Override
        public void notes(String note) {}
      };

  /**
   * The watch begins.
   *
   * @param entries how many files the journal knows
   */
  void begins(long entries);

  /** An entry stands in the journal. */
  void enters(Entry entry);

  /** All that was ready is judged; said whenever the watch looks again, also if nothing came. */
  default void rests() {}

  /** There is something that a person should know. */
  void notes(String note);
}
