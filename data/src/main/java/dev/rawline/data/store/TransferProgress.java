package dev.rawline.data.store;

/** Receives how far a fetch or a push has come; calls may come from several threads. */
public interface TransferProgress {

  /** Ignores all. */
  TransferProgress SILENT = new TransferProgress() {};

  /**
   * The work is known.
   *
   * @param files how many files there are
   * @param bytes how many bytes they have together, as far as that is known
   */
  default void begins(int files, long bytes) {}

  /**
   * Bytes have arrived, or existed already.
   *
   * @param bytes how many more than before; negative where some must be transferred again
   */
  default void advances(long bytes) {}

  /**
   * A file is done with.
   *
   * @param file its name
   * @param what what became of it, such as "fetched" or "cached already"
   */
  default void ends(String file, String what) {}

  /**
   * Something differs from what the user may expect.
   *
   * @param file its name
   * @param note one sentence without a full stop
   */
  default void notes(String file, String note) {}
}
