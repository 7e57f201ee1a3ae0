package dev.rawline.workbench.output;

import java.nio.file.Path;
import java.util.List;

/** What became of one raw file. */
public sealed interface FileOutcome {

  /** Returns the raw file. */
  Path file();

  /**
   * Its pictures were made.
   *
   * @param file the raw file
   * @param outputs the files that were written
   * @param rawPixels the size of the raw image [px]
   */
  record Rendered(Path file, List<Path> outputs, long rawPixels) implements FileOutcome {
    /** Copies the list. */
    public Rendered {
      outputs = List.copyOf(outputs);
    }
  }

  /** All its pictures stood there already, made of the same file with the same settings. */
  record Skipped(Path file) implements FileOutcome {}

  /**
   * It could not be processed faithfully.
   *
   * @param file the raw file
   * @param reason one sentence that names the file, what was found and what to do
   */
  record Refused(Path file, String reason) implements FileOutcome {}
}
