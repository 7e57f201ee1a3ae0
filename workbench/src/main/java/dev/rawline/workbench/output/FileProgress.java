package dev.rawline.workbench.output;

import java.nio.file.Path;

/** Hears how far a long command has come. */
public interface FileProgress {

  /** Hears nothing. */
  FileProgress SILENT = new FileProgress() {};

  /**
   * A file is begun.
   *
   * @param file the raw file
   * @param number its place among the files, from 1
   * @param files how many files there are
   */
  default void begins(Path file, int number, int files) {}

  /**
   * Some of the file's pictures are rendered further.
   *
   * @param rawPixels how many raw pixels that is worth [px]; all calls for one file add up to its
   *     size
   * @param of the file's size [px]
   */
  default void advances(double rawPixels, long of) {}

  /**
   * Something is done otherwise than a person may expect.
   *
   * @param file the raw file
   * @param note one sentence without a full stop
   */
  default void notes(Path file, String note) {}

  /** A file is done with. */
  default void ends(FileOutcome outcome) {}
}
