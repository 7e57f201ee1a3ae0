package dev.rawline.app.options;

import dev.rawline.workbench.step.Resources;
import picocli.CommandLine.Option;

/** {@code --cores}: how much of the machine the steps of an experiment use together. */
public final class CoresOption {
  @Option(
      names = "--cores",
      paramLabel = "N",
      description =
          "Total number of threads for all trainings and evaluations; it does not affect the"
              + " results (default: the number of cores).")
  private int cores = Runtime.getRuntime().availableProcessors();

  /**
   * Returns the threads and the memory.
   *
   * @throws IllegalArgumentException if there is no such number of threads
   */
  public Resources resources() {
    if (cores < 1) {
      throw new IllegalArgumentException(
          "--cores is %d: expected 1 or more (threads)".formatted(cores));
    }
    return new Resources(cores, Resources.ofThisMachine().bytes());
  }
}
