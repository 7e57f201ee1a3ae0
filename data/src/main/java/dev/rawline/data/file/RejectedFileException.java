package dev.rawline.data.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be processed faithfully: the message names it, what was found, what to do. */
public final class RejectedFileException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final String BETWEEN = ": ";

  /**
   * Rejects a file.
   *
   * @param file the file
   * @param found what was found and what was expected, without a full stop
   * @param remedy what to do, without a full stop
   */
  public RejectedFileException(Path file, String found, String remedy) {
    super(file + ": " + found + "; " + remedy);
  }

  /**
   * Rejects a file because of another failure.
   *
   * @param file the file
   * @param found what was found and what was expected, without a full stop
   * @param remedy what to do, without a full stop
   * @param cause the underlying failure, or null
   */
  public RejectedFileException(Path file, String found, String remedy, Throwable cause) {
    super(file + ": " + found + "; " + remedy, cause);
  }

  /** Returns the rejection of a file whose content a step does not accept. */
  public static RejectedFileException of(Path file, IllegalArgumentException cause) {
    // Messages of imaging read "<what was found>: <what to do>".
    String message = cause.getMessage();
    int end = message.lastIndexOf(BETWEEN);
    return end < 0
        ? new RejectedFileException(file, message, "choose other settings for it", cause)
        : new RejectedFileException(
            file, message.substring(0, end), message.substring(end + BETWEEN.length()), cause);
  }
}
