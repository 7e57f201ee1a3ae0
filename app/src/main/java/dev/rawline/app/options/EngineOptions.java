package dev.rawline.app.options;

import dev.rawline.imaging.frame.Choice;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.EngineException;
import java.util.List;
import picocli.CommandLine.Option;

/** Where and on how many threads networks compute. */
public final class EngineOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      completionCandidates = OptionValues.Devices.class,
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
   * Returns the device of a word of the command line.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public static Device device(String word) {
    return Choice.of(word, List.of(Device.values()), Device::toString, "--device is '%s'");
  }

  /**
   * Starts the engine.
   *
   * @throws IllegalArgumentException if there is no such device or number of threads
   */
  public Engine engine() {
    try {
      return Engine.start(device(device), threads);
    } catch (IllegalArgumentException | EngineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
