package dev.rawline.workbench.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary folder, which is deleted when it is closed.
 *
 * @param path the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * Creates a new temporary folder.
   *
   * @param prefix the begin of its name
   * @throws IOException if it cannot be created
   */
  public static TemporaryFolder make(String prefix) throws IOException {
    return new TemporaryFolder(Files.createTempDirectory(prefix));
  }

  /** Removes it and all that is in it. */
  @Override
  public void close() throws IOException {
    OutputFiles.deleteFolder(path);
  }
}
