package dev.rawline.learning.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where what a plan names is looked up.
 *
 * @param folder where a relative path begins; where nothing lies there, it begins in the folder
 *     that the program runs in
 * @param runs where runs of a lab book are looked up
 */
public record ReferenceResolver(Path folder, PlanReference.Runs runs) {

  /** Returns where files beside a plan are looked up, and no runs. */
  public static ReferenceResolver in(Path folder) {
    return new ReferenceResolver(folder, PlanReference.Runs.NONE);
  }

  /** Returns what a text means. */
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
