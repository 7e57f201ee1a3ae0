package dev.rawline.workbench.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for what nobody keeps, gone when it is closed.
 *
 * @param path the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /**
   * Makes a new folder among the system's temporary ones.
   *
   * @param prefix what its name begins with
   * @throws IOException if it cannot be made
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
