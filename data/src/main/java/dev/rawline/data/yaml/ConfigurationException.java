package dev.rawline.data.yaml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A YAML file with mistakes; the message lists all of them. */
public final class ConfigurationException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports the mistakes of one file.
   *
   * @param file the file
   * @param mistakes each mistake: where, what came, what was expected with unit, what to do
   */
  public ConfigurationException(Path file, List<String> mistakes) {
    super(
        file
            + (mistakes.size() == 1 ? ": " : ": " + mistakes.size() + " errors\n  - ")
            + String.join("\n  - ", mistakes));
  }
}
