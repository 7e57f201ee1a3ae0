package dev.rawline.workbench.tracking;

/** Hears how a tracking server is written to, and read from. */
public interface TrackingProgress {

  /** Hears nothing. */
  TrackingProgress SILENT = new TrackingProgress() {};

  /** Something is otherwise than a person may expect: one sentence without a full stop. */
  default void notes(String note) {}

  /**
   * What is left is sent, while a person waits.
   *
   * @param sent entries that were sent
   * @param all entries in all
   */
  default void sends(long sent, long all) {}
}
