package dev.rawline.data.raw;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be processed faithfully: the message names it, what was found, what to do. */
public final class RefusedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a file.
   *
   * @param file the file
   * @param found what was found and what was expected, without a full stop
   * @param remedy what to do, without a full stop
   */
  public RefusedFileException(Path file, String found, String remedy) {
    super(file + ": " + found + "; " + remedy);
  }
}
