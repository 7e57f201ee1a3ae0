package dev.rawline.benchmarks;

import dev.rawline.imaging.numeric.Progress;
import java.lang.management.ManagementFactory;

/**
 * The largest heap in use after a collection [bytes], looked at when each quarter of every part of
 * a task is done, and at its end.
 */
final class LiveHeap implements Progress {
  private static final int PARTS = 4;

  private double quarter;
  private double done;
  private double next;
  private long most;

  @Override
  public synchronized void size(long total, String unit) {
    quarter = (double) total / PARTS;
    done = 0;
    next = quarter;
  }

  @Override
  public synchronized void advance(double amount) {
    done += amount;
    if (quarter > 0 && done >= next) {
      next += quarter;
      look();
    }
  }

  /** Collects once more, and returns the largest. */
  synchronized double bytes() {
    look();
    return (double) most;
  }

  private void look() {
    System.gc();
    most = Math.max(most, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }
}
