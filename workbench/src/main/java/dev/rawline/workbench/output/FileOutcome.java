package dev.rawline.workbench.output;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The result of processing one raw file. */
public sealed interface FileOutcome {

  /** What is done with one file. */
  @FunctionalInterface
  interface Work {
    /**
     * Processes the file.
     *
     * @param progress receives how far it has come
     * @throws RejectedFileException if the file cannot be processed faithfully
     * @throws IOException if an output cannot be written
     */
    FileOutcome run(Progress progress) throws IOException;
  }

  /**
   * Processes a file, as one part of a task, and reports how that ended.
   *
   * @param file the raw file
   * @param task the progress of all files
   * @return what became of it; {@link Refused} if the work rejects it
   * @throws IOException if an output cannot be written
   */
  static FileOutcome of(Path file, Progress task, Work work) throws IOException {
    Progress progress = task.begin(file.toString(), 0);
    FileOutcome outcome;
    try {
      outcome = work.run(progress);
    } catch (RejectedFileException e) {
      outcome = new Refused(file, e.getMessage());
    }
    outcome.end(progress);
    return outcome;
  }

  /** Ends the progress of the file with this outcome. */
  default void end(Progress progress) {
    switch (this) {
      case Rendered(_, List<Path> outputs, long pixels) ->
          progress.end(
              outputs.isEmpty()
                  ? ""
                  : "%d %s, %s"
                      .formatted(
                          outputs.size(), outputs.size() == 1 ? "file" : "files", size(pixels)));
      case Skipped _ -> progress.skip("up to date");
      case Refused _ -> progress.skip("refused");
    }
  }

  /** Returns the size of an image; below a twentieth of a megapixel it is given in pixels. */
  private static String size(long pixels) {
    return pixels < 50_000 ? pixels + " px" : String.format(Locale.ROOT, "%.1f MP", pixels / 1e6);
  }

  /** Returns the raw file. */
  Path file();

  /**
   * Its images were rendered.
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

  /** All its images existed already, made from the same file with the same settings. */
  record Skipped(Path file) implements FileOutcome {}

  /**
   * It could not be processed faithfully.
   *
   * @param file the raw file
   * @param reason one sentence with the file, the error and the remedy
   */
  record Refused(Path file, String reason) implements FileOutcome {}
}
