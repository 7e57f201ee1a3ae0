package dev.rawline.app.options;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where pictures go, and how they are made. */
public final class OutputOptions {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder for the images, created if missing (default: the current folder).")
  private Path folder = Path.of(".");

  @Option(
      names = "--highlight-clip",
      description = "Clip highlights to neutral where channels saturate, before colour correction.")
  private boolean highlightClip;

  @Option(names = "--force", description = "Replace files that already exist in the folder.")
  private boolean force;

  public Path folder() {
    return folder;
  }

  public boolean highlightClip() {
    return highlightClip;
  }

  public boolean force() {
    return force;
  }
}
