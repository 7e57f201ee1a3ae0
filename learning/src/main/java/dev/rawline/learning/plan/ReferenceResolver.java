package dev.rawline.learning.plan;

import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Resolves the references of a plan.
 *
 * @param folder the folder of relative paths; by default the working directory is tried next
 * @param runs the runs of the lab book
 */
public record ReferenceResolver(Path folder, PlanReference.Runs runs) {

  /** Returns a resolver for files next to a plan, without runs. */
  public static ReferenceResolver in(Path folder) {
    return new ReferenceResolver(folder, PlanReference.Runs.NONE);
  }

  /** Resolves a text. */
  public PlanReference of(String text) {
    return PlanReference.of(text, folder, runs);
  }

  /**
   * Returns the file that a key names; it is fetched where it is not on this machine.
   *
   * @param key the key, for messages
   * @param text its value
   * @param names which files are meant where a folder is named, the first one before the others
   * @throws IllegalArgumentException if the text names nothing; the message begins with the key
   * @throws IOException if the file does not exist
   */
  public Path file(String key, String text, List<String> names, Progress progress)
      throws IOException {
    try {
      return of(text).file(names, progress);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  /** Returns whether a text names a file or folder of this machine. */
  public boolean isHere(String text) {
    try {
      return Files.exists(folder.resolve(text)) || Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
