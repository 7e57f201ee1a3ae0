package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.optics.PointSpread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures point spreads against the peer, interleaved in one run, and prints the ratios. */
public final class OpticsComparison {
  private static final int SIDE = 1024;

  /** The point spreads that are compared. */
  static final List<String> CASES =
      List.of("gaussian-1", "gaussian-2.52", "gaussian-8", "defocus-5", "defocus-25", "airy");

  private OpticsComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of optics.py, and optionally a part of the names of the cases
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    String wanted = arguments.length > 1 ? arguments[1] : "";
    PrintStream out = System.out;
    int threads = Runtime.getRuntime().availableProcessors();
    out.printf(
        "%-46s %12s %12s %8s%n",
        InterleavedTiming.where(threads), "peer [ms]", "ours [ms]", "ratio");
    try (PythonPeer peer = PythonPeer.start(Path.of(arguments[0]), Map.of())) {
      Irradiance light = new Irradiance(SIDE, SIDE, OpticsBenchmark.light(SIDE * SIDE));
      peer.load(light.samples(), List.of(Picture.CHANNELS, SIDE, SIDE), "none");
      for (String name : CASES) {
        if (name.contains(wanted)) {
          PointSpread stage = new PointSpread(OpticsBenchmark.function(name), 2.4);
          Irradiance[] kept = new Irradiance[1];
          Runnable ours = () -> kept[0] = stage.apply(light);
          double[] seconds =
              InterleavedTiming.againstPeer(peer, name, ours, InterleavedTiming::seconds);
          out.printf(
              "%-46s %12.1f %12.1f %8.1f   differ by at most %.1e%n",
              name,
              1e3 * seconds[0],
              1e3 * seconds[1],
              seconds[0] / seconds[1],
              peer.difference(name, kept[0]));
        }
      }
    }
  }
}
