package dev.rawline.app.options;

import dev.rawline.app.terminal.EnginePackage;
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
   * @throws IllegalArgumentException if there is no such device, or it is missing here
   * @throws EngineException if no engine is installed
   */
  public static Device device(String word) {
    EnginePackage.requireInstalled();
    Device device = Choice.of(word, List.of(Device.values()), Device::toString, "--device is '%s'");
    if (device == Device.CUDA) {
      start(device, Runtime.getRuntime().availableProcessors());
    }
    return device;
  }

  private static Engine start(Device device, int threads) {
    EnginePackage.requireInstalled();
    try {
      return Engine.start(device, threads);
    } catch (IllegalArgumentException | EngineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Starts the engine.
   *
   * @throws IllegalArgumentException if there is no such device or number of threads
   * @throws EngineException if no engine is installed
   */
  public Engine engine() {
    return engine(threads);
  }

  /** Starts the engine on another number of threads than the one of the command line. */
  public Engine engine(int other) {
    return start(device(device), other);
  }
}
