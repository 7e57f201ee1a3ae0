package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.learning.engine.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Measures a complete training step (parametrized pipeline, ResNet-18, cross-entropy, Adam) and the
 * network alone against the PyTorch peer, interleaved in one run; before that, the differences of
 * the losses of the first steps.
 *
 * <p>Both processes keep the memory that they free: benchmarks/run sets it for this one.
 */
public final class TrainingComparison {
  private static final Map<String, String> KEEPING_MEMORY =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "4294967296",
          "MALLOC_TRIM_THRESHOLD_", "8589934592",
          "MALLOC_ARENA_MAX", "1",
          "OMP_WAIT_POLICY", "PASSIVE");

  private static final String SIZE = "256x256";
  private static final int FIRST_STEPS = 4;
  private static final int ROUNDS = 7;

  /** The rows of the table. */
  private static final List<String> PARTS = List.of("", "-network", "-inference");

  private final Path script;
  private final String wanted;
  private final PrintStream out;

  private TrainingComparison(Path script, String wanted, PrintStream out) {
    this.script = script;
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * Prints the tables.
   *
   * @param arguments the path of training.py, and optionally the batch size
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    TrainingComparison comparison =
        new TrainingComparison(
            Path.of(arguments[0]), arguments.length > 1 ? arguments[1] : "", System.out);
    int threads = Runtime.getRuntime().availableProcessors();
    for (int count : List.of(8, 32)) {
      if (String.valueOf(count).contains(comparison.wanted)) {
        comparison.print(count, threads);
      }
    }
  }

  private void print(int count, int threads) throws IOException {
    List<RawImage> raws = BenchmarkMosaics.batch(count, SIZE);
    out.printf(
        "batch of %d of %s, %s; the peer's styles are its precision and its pipeline%n",
        count, SIZE, InterleavedTiming.where(threads));
    Path weights = Files.createTempFile("rawline-weights", ".safetensors");
    try {
      compare(
          raws,
          threads,
          weights,
          Precision.FLOAT32,
          List.of("float32-plain", "float32-tuned", "channels-last-plain", "channels-last-tuned"));
      compare(
          raws,
          threads,
          weights,
          Precision.BFLOAT16,
          List.of("float32-plain", "bfloat16-plain", "bfloat16-tuned"));
    } finally {
      Files.delete(weights);
    }
  }

  private void compare(
      List<RawImage> raws, int threads, Path weights, Precision precision, List<String> styles)
      throws IOException {
    Map<String, PythonPeer> peers = new LinkedHashMap<>();
    try (TrainingBatch batch = new TrainingBatch(Camera.DRONE, raws, precision, threads)) {
      batch.writeWeights(weights);
      for (String style : styles) {
        PythonPeer peer = PythonPeer.start(script, KEEPING_MEMORY);
        peers.put(style, peer);
        peer.load(raws, Camera.DRONE.name());
        peer.weights(weights);
      }
      List<Double> ours = new ArrayList<>();
      for (int i = 0; i < FIRST_STEPS; i++) {
        ours.add(batch.learn());
      }
      out.printf("  losses of the first steps, %s: %s%n", precision, shown(ours));
      for (var peer : peers.entrySet()) {
        out.printf(
            "    peer, %s: %s%n",
            peer.getKey(), shown(peer.getValue().losses(peer.getKey(), FIRST_STEPS)));
      }
      List<Runnable> mine = List.of(batch::learn, batch::learnAlone, batch::infer);
      for (int part = 0; part < PARTS.size(); part++) {
        row(PARTS.get(part), mine.get(part), precision, peers, raws.size());
      }
    } finally {
      for (PythonPeer peer : peers.values()) {
        peer.close();
      }
    }
  }

  private void row(
      String part, Runnable mine, Precision precision, Map<String, PythonPeer> peers, int images)
      throws IOException {
    double[][] times = new double[peers.size() + 1][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) { // the first one warms up
      double[] of = new double[times.length];
      of[0] = InterleavedTiming.seconds(mine);
      int at = 1;
      for (var peer : peers.entrySet()) {
        of[at] = peer.getValue().seconds(peer.getKey() + part);
        at++;
      }
      for (int i = 0; i < of.length && round >= 0; i++) {
        times[i][round] = of[i];
      }
    }
    double ours = InterleavedTiming.middle(times[0]);
    out.printf(
        "  %-18s ours, %-9s %8.1f ms %7.1f images/s%n",
        part.isEmpty() ? "whole step" : part.substring(1), precision, 1e3 * ours, images / ours);
    int at = 1;
    for (String style : peers.keySet()) {
      double theirs = InterleavedTiming.middle(times[at]);
      out.printf(
          "  %-18s peer, %-19s %8.1f ms   ours / peer %.2f%n",
          "", style, 1e3 * theirs, ours / theirs);
      at++;
    }
  }

  private static String shown(List<Double> losses) {
    return losses.stream().map("%.5f"::formatted).collect(Collectors.joining(" "));
  }
}
