package dev.rawline.workbench.step;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the steps of a plan may use together.
 *
 * @param threads processor threads, at least 1
 * @param bytes memory [bytes], heap and native, at least 1
 */
public record Resources(int threads, long bytes) {
  /** The rest is the system's, other programs' and the cache's of files. */
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

  /** Returns all processors and three quarters of the memory that this process may have. */
  public static Resources ofThisMachine() {
    return new Resources(
        Runtime.getRuntime().availableProcessors(), Math.round(SHARE * physicalMemory()));
  }

  /** Returns the machine's memory, or its container's where that has less [bytes]. */
  private static long physicalMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
