package dev.rawline.benchmarks;

import dev.rawline.workbench.output.Machine;
import dev.rawline.workbench.output.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures tasks in alternation, so that other load of the machine affects all of them equally.
 *
 * <p>Each is computed a few times a round; the result is the median of the rounds' medians.
 */
public final class InterleavedTiming {
  private static final int ROUNDS = 5;
  private static final double ROUND_SECONDS = 0.3;
  private static final double WARM_UP_SECONDS = 3;
  private static final int WARM_UP_CALLS = 100;

  private InterleavedTiming() {}

  /** One measurement [s]. */
  @FunctionalInterface
  interface Timed {
    double seconds() throws IOException;
  }

  /** Runs a task until its code is compiled. */
  static void warmUp(Runnable task) {
    long warmUntil = System.nanoTime() + (long) (WARM_UP_SECONDS * 1e9);
    for (int i = 0; i < WARM_UP_CALLS || System.nanoTime() < warmUntil; i++) {
      task.run();
    }
  }

  /** Returns the median time of each task [s]. */
  static double[] medians(List<Timed> tasks) throws IOException {
    double[][] times = new double[tasks.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int task = 0; task < tasks.size(); task++) {
        times[task][round] = median(tasks.get(task), ROUND_SECONDS);
      }
    }
    return Arrays.stream(times).mapToDouble(InterleavedTiming::middle).toArray();
  }

  /** Measures for a duration [s], at least once, and returns the median [s]. */
  static double median(Timed timed, double duration) throws IOException {
    double[] times = new double[1 << 16];
    int count = 0;
    double sum = 0;
    while (count == 0 || (sum < duration && count < times.length)) {
      times[count] = timed.seconds();
      sum += times[count];
      count++;
    }
    return middle(Arrays.copyOf(times, count));
  }

  /** Returns how long a task takes [s]. */
  public static double seconds(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Returns the processor time of this thread for a task [s]. */
  public static double coreSeconds(Runnable task) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    task.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }

  /**
   * Returns the median times of a peer and of our task [s], after warm-up.
   *
   * @param name the name by which the peer knows the task
   * @param timed measures our task
   */
  static double[] againstPeer(
      PythonPeer peer, String name, Runnable ours, ToDoubleFunction<Runnable> timed)
      throws IOException {
    warmUp(ours);
    double _ = peer.seconds(name);
    return medians(List.of(() -> peer.seconds(name), () -> timed.applyAsDouble(ours)));
  }

  /**
   * Returns a description of the machine, for the head of a table.
   *
   * <p>On a busy machine a short task is interrupted less often than a long one, which favours the
   * short one: the load shows whether the ratios are reliable.
   */
  public static String where(int threads) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return "on %d thread(s), load %.1f".formatted(threads, load);
  }

  /** Returns the machine, the commit and the versions, for the head of a file. */
  public static String origin() {
    return "%s; commit %s, Rawline %s, Java %s"
        .formatted(Machine.words(), Version.commit(), Version.CURRENT, Runtime.version());
  }

  /** Returns the distance between the quartiles; of three values, between the ends. */
  static double spread(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
  }

  /** Returns the median. */
  public static double middle(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
