package dev.rawline.data.yaml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A YAML file with problems; the message lists all of them. */
public final class ConfigurationException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports the problems of one file.
   *
   * @param file the file
   * @param problems each problem: the place, what was found, what was expected with unit, what to
   *     do
   */
  public ConfigurationException(Path file, List<String> problems) {
    super(
        file
            + (problems.size() == 1 ? ": " : ": " + problems.size() + " errors\n  - ")
            + String.join("\n  - ", problems));
  }
}
