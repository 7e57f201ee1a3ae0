package dev.rawline.app.options;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the results of a command go. */
public final class ResultFolder {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results, created if missing.")
  private Path folder;

  @Option(names = "--force", description = "Replace results that already exist.")
  private boolean force;

  /** Returns the folder. */
  public Path path() {
    return folder;
  }

  /** Returns whether results that already exist are replaced. */
  public boolean force() {
    return force;
  }
}
