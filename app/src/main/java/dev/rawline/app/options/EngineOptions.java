package dev.rawline.app.options;

import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.EngineException;
import picocli.CommandLine.Option;

/** Where and on how many threads networks compute. */
public final class EngineOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Compute device: cpu, or cuda if available (default: cpu).")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Number of compute threads (default: the number of cores). The same number gives the same"
              + " bits.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /**
   * Returns on how many threads other work than the engine's is done.
   *
   * @throws IllegalArgumentException if there is no such number of threads
   */
  public int threads() {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "--threads is %d: expected 1 or more (threads)".formatted(threads));
    }
    return threads;
  }

  /**
   * Starts the engine.
   *
   * @throws IllegalArgumentException if there is no such device or number of threads
   */
  public Engine engine() {
    try {
      return Engine.start(Choice.of("--device", device, Device.values()), threads);
    } catch (IllegalArgumentException | EngineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
