package dev.rawline.lab;

import dev.rawline.data.raw.RefusedFileException;
import java.nio.file.Path;

/** Turns what a camera or a stage objects to into the refusal of the file at hand. */
final class Refusal {
  private static final String BETWEEN = ": ";

  private Refusal() {}

  /** Returns the refusal of a file whose content some step does not accept. */
  static RefusedFileException of(Path file, IllegalArgumentException cause) {
    // Messages of imaging read "<what was found>: <what to do>".
    String message = cause.getMessage();
    int end = message.lastIndexOf(BETWEEN);
    RefusedFileException refusal =
        end < 0
            ? new RefusedFileException(file, message, "choose other settings for it")
            : new RefusedFileException(
                file, message.substring(0, end), message.substring(end + BETWEEN.length()));
    refusal.initCause(cause);
    return refusal;
  }
}
