package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures the gradients of batches against the PyTorch peer, interleaved in one run, and prints
 * the ratios, the differences, and the cost of the first calls.
 *
 * <p>Two processes of the peer are measured. One keeps memory that it freed, the other returns it
 * to the system, the default of the C library; the faster of the two counts. The same processes
 * call this engine by its Python package, whose share is what calling it from there adds.
 */
public final class GradientsComparison {
  private static final Map<String, String> KEEPING_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "8589934592");

  private static final String SIZE = "256x256";
  private static final int FIRST_CALLS = 200;
  private static final int AT_ONCE = 9;
  private static final double NEARLY = 1.1;

  private final List<PythonPeer> peers;
  private final String wanted;
  private final PrintStream out;

  private GradientsComparison(List<PythonPeer> peers, String wanted, PrintStream out) {
    this.peers = peers;
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * Prints the table.
   *
   * @param arguments the path of gradients.py, and optionally a part of the names of the cases
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    Path script = Path.of(arguments[0]);
    try (PythonPeer giving = PythonPeer.start(script, Map.of());
        PythonPeer keeping = PythonPeer.start(script, KEEPING_MEMORY)) {
      new GradientsComparison(
              List.of(giving, keeping), arguments.length > 1 ? arguments[1] : "", System.out)
          .print(Runtime.getRuntime().availableProcessors());
    }
  }

  private void print(int threads) throws IOException {
    String where = InterleavedTiming.where(threads);
    firstCalls(threads);
    out.printf(
        "%-36s %12s %12s %12s %14s %14s %14s %14s%n",
        where,
        "plain [ms]",
        "tuned [ms]",
        "ours [ms]",
        "ratio to plain",
        "ratio to tuned",
        "package [ms]",
        "ratio to ours");
    for (int count : List.of(1, 8, 32)) {
      GradientBatch batch =
          new GradientBatch(Camera.DRONE, BenchmarkMosaics.batch(count, SIZE), threads);
      for (PythonPeer peer : peers) {
        batch.load(peer);
      }
      String what = "%d of %s, ".formatted(count, SIZE);
      compare(what + "forward", "forward", batch::forward);
      compare(what + "forward and backward", "gradients", batch::gradients);
      PythonPeer peer = peers.getFirst();
      out.println("    differs from float64 by, and the peer's float32 by:");
      for (var group : batch.differences(peer).entrySet()) {
        out.printf(
            "    %-14s %8.0e %8.0e%n",
            group.getKey(), group.getValue(), peer.rounding(group.getKey()));
      }
    }
  }

  private void compare(String what, String name, Runnable ours) throws IOException {
    if (!what.contains(wanted)) {
      return;
    }
    InterleavedTiming.warmUp(ours);
    List<InterleavedTiming.Timed> tasks = new ArrayList<>();
    for (String style : List.of("plain", "tuned", "package")) {
      for (PythonPeer peer : peers) {
        double _ = peer.seconds(style + "-" + name);
        tasks.add(() -> peer.seconds(style + "-" + name));
      }
    }
    tasks.add(() -> InterleavedTiming.seconds(ours));
    double[] medians = InterleavedTiming.medians(tasks);
    double plain = Math.min(medians[0], medians[1]);
    double tuned = Math.min(medians[2], medians[3]);
    double called = Math.min(medians[4], medians[5]);
    double mine = medians[6];
    out.printf(
        "%-36s %12.2f %12.2f %12.3f %14.1f %14.1f %14.3f %14.2f%n",
        what,
        plain * 1e3,
        tuned * 1e3,
        mine * 1e3,
        plain / mine,
        tuned / mine,
        called * 1e3,
        called / mine);
  }

  /** Prints the cost of the first calls, before anything is compiled. */
  private void firstCalls(int threads) throws IOException {
    GradientBatch batch = new GradientBatch(Camera.DRONE, BenchmarkMosaics.batch(1, SIZE), threads);
    double[] times = new double[FIRST_CALLS];
    for (int call = 0; call < times.length; call++) {
      times[call] = InterleavedTiming.seconds(batch::gradients);
    }
    InterleavedTiming.warmUp(batch::gradients);
    double steady = InterleavedTiming.median(() -> InterleavedTiming.seconds(batch::gradients), 1);
    int calls = 0;
    while (calls + AT_ONCE < times.length
        && InterleavedTiming.middle(Arrays.copyOfRange(times, calls, calls + AT_ONCE))
            > NEARLY * steady) {
      calls++;
    }
    out.printf(
        "1 of %s, forward and backward: %.0f ms at the first call, %.3f ms in the end, nearly so"
            + " after %d calls in %.1f s%n",
        SIZE, times[0] * 1e3, steady * 1e3, calls, Arrays.stream(times, 0, calls).sum());
  }
}
