package dev.rawline.benchmarks.flow;

import dev.rawline.benchmarks.InterleavedTiming;
import dev.rawline.benchmarks.PythonPeer;
import dev.rawline.learning.diffusion.FlowArchitecture;
import dev.rawline.learning.engine.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures training and sampling of a flow of scenes of 64² against the PyTorch peer, interleaved
 * in one run; before that, the losses of the first steps and the largest difference of a scene.
 *
 * <p>Ratios are medians of each round's ratio; on one thread, times are processor times. Both
 * processes keep the memory that they free: benchmarks/run sets it for this one.
 */
public final class FlowComparison {
  private static final Map<String, String> KEEPING_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "8589934592",
          "MALLOC_ARENA_MAX", "1",
          "OMP_WAIT_POLICY", "PASSIVE");

  private static final FlowArchitecture SIZES = new FlowArchitecture(List.of(64, 128, 128), 1, 4);
  private static final int SIDE = 64;
  private static final int BATCH = 8;
  private static final int SCENES = 8;
  private static final int FIRST_STEPS = 4;
  private static final int ROUNDS = 7;

  private final Path script;
  private final PrintStream out;

  private FlowComparison(Path script, PrintStream out) {
    this.script = script;
    this.out = out;
  }

  /**
   * Prints the tables.
   *
   * @param arguments the path of flow.py, and optionally the precision
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    FlowComparison comparison = new FlowComparison(Path.of(arguments[0]), System.out);
    String wanted = arguments.length > 1 ? arguments[1] : "";
    int threads = Runtime.getRuntime().availableProcessors();
    if ("float32".contains(wanted)) {
      comparison.compare(Precision.FLOAT32, List.of("float32", "channels-last"), threads);
    }
    // On more threads, oneDNN's gradients of bfloat16 weights may crash libtorch 2.13.
    if (threads == 1 && "bfloat16".contains(wanted)) {
      comparison.compare(Precision.BFLOAT16, List.of("bfloat16"), threads);
    }
  }

  private void compare(Precision precision, List<String> styles, int threads) throws IOException {
    out.printf("%s, %s%n", precision, InterleavedTiming.where(threads));
    Path folder = Files.createTempDirectory("rawline-flow");
    Map<String, PythonPeer> peers = new LinkedHashMap<>();
    try (FlowCase ours = new FlowCase(SIZES, SIDE, BATCH, precision, threads)) {
      for (String style : styles) {
        PythonPeer peer = PythonPeer.start(script, KEEPING_MEMORY);
        peers.put(style, peer);
        ours.load(peer, 1, folder);
        out.printf(
            "  largest difference of a scene, peer %s: %.2g%n",
            style, ours.difference(peer, style, 1, folder));
      }
      out.printf("  losses of the first steps: %s%n", shown(ours.losses(FIRST_STEPS)));
      for (var peer : peers.entrySet()) {
        out.printf(
            "    peer, %s: %s%n",
            peer.getKey(), shown(peer.getValue().losses(peer.getKey(), FIRST_STEPS)));
      }
      row("step, %d pictures".formatted(BATCH), ours::learn, "-step", peers, threads);
      row("1 scene", () -> ours.sample(1), "-sample", peers, threads);
      for (PythonPeer peer : peers.values()) {
        ours.load(peer, SCENES, folder);
      }
      row("%d scenes".formatted(SCENES), () -> ours.sample(SCENES), "-sample", peers, threads);
    } finally {
      for (PythonPeer peer : peers.values()) {
        peer.close();
      }
      delete(folder);
    }
  }

  private void row(
      String what, Runnable ours, String part, Map<String, PythonPeer> peers, int threads)
      throws IOException {
    ToDoubleFunction<Runnable> timed =
        threads == 1 ? InterleavedTiming::coreSeconds : InterleavedTiming::seconds;
    List<String> styles = List.copyOf(peers.keySet());
    double[] mine = new double[ROUNDS];
    double[][] theirs = new double[styles.size()][ROUNDS];
    double[][] ratios = new double[styles.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) { // the first one warms up
      double before = timed.applyAsDouble(ours);
      for (int i = 0; i < styles.size(); i++) {
        double seconds = peers.get(styles.get(i)).seconds(styles.get(i) + part);
        double after = timed.applyAsDouble(ours);
        if (round >= 0) {
          mine[round] = after;
          theirs[i][round] = seconds;
          ratios[i][round] = (before + after) / 2 / seconds;
        }
        before = after;
      }
    }
    for (int i = 0; i < styles.size(); i++) {
      out.printf(
          "  %-18s ours %8.1f ms   peer, %-14s %8.1f ms   ours / peer %.2f (%.2f to %.2f)%n",
          what,
          1e3 * InterleavedTiming.middle(mine),
          styles.get(i),
          1e3 * InterleavedTiming.middle(theirs[i]),
          InterleavedTiming.middle(ratios[i]),
          Arrays.stream(ratios[i]).min().orElseThrow(),
          Arrays.stream(ratios[i]).max().orElseThrow());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String shown(List<Double> losses) {
    return losses.stream().map("%.5f"::formatted).collect(Collectors.joining(" "));
  }
}
