package dev.rawline.lab.training;

import dev.rawline.data.store.TransferProgress;
import dev.rawline.learning.train.TrainingListener;

/** Hears how far a training command has come. */
public interface TrainingProgress extends TrainingListener {

  /** Hears nothing. */
  TrainingProgress SILENT = new TrainingProgress() {};

  /**
   * Something begins that takes a while: one sentence without a full stop. Samples that are judged
   * for it are told to {@link #evaluates}.
   */
  default void begins(String what) {}

  /** Something is otherwise than a person may expect: one sentence without a full stop. */
  default void notes(String note) {}

  /** Returns what hears of files that are fetched. */
  default TransferProgress transfer() {
    return TransferProgress.SILENT;
  }
}
