package dev.rawline.app.terminal;

import dev.rawline.learning.engine.EngineException;
import java.util.Optional;

/** The package of the machine-learning engine: Rawline can be installed without it. */
public final class EnginePackage {
  private EnginePackage() {}

  /** Returns what to install, if the engine is missing; the installed launcher knows. */
  static Optional<String> remedy() {
    return Optional.ofNullable(System.getProperty("rawline.missing"))
        .map("the machine-learning engine is not installed: install the package %s"::formatted);
  }

  /**
   * Requires the engine.
   *
   * @throws EngineException if it is not installed; the message names the package
   */
  public static void requireInstalled() {
    remedy()
        .ifPresent(
            sentence -> {
              throw new EngineException(sentence);
            });
  }
}
