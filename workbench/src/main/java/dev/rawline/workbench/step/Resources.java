package dev.rawline.workbench.step;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The resources that all steps of a plan share.
 *
 * @param threads processor threads, at least 1
 * @param bytes memory [bytes], heap and native, at least 1
 */
public record Resources(int threads, long bytes) {
  /** The rest is left to the system, to other programs and to the file cache. */
  private static final double SHARE = 0.75;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public Resources {
    if (threads < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "resources of %d threads and %d bytes: expected at least 1 thread and 1 byte"
              .formatted(threads, bytes));
    }
  }

  /** Returns all processors and three quarters of the memory available to this process. */
  public static Resources ofThisMachine() {
    return new Resources(
        Runtime.getRuntime().availableProcessors(),
        // of the machine, or of the container if that has less
        Math.round(
            SHARE
                * ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getTotalMemorySize()));
  }
}
