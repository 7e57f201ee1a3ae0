package dev.rawline.learning.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

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
  PlanReference of(String text) {
    return PlanReference.of(text, folder, runs);
  }

  /** Returns whether a text names a file or folder of this machine. */
  boolean isHere(String text) {
    try {
      return Files.exists(folder.resolve(text)) || Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
