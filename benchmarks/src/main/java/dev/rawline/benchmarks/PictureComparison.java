package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures the structural similarity with its gradient, and corruptions, against the peer,
 * interleaved in one run, in processor time, and prints the ratios.
 */
public final class PictureComparison {
  /** glibc keeps freed memory, with which PyTorch is more than twice as fast. */
  private static final Map<String, String> KEPT_MEMORY =
      Map.of("MALLOC_MMAP_THRESHOLD_", "4294967296", "MALLOC_TRIM_THRESHOLD_", "8589934592");

  /** The ice of the published frost is cut out of photographs, so that it has no peer. */
  private static final String WITHOUT_PEER = "frost";

  private PictureComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of pictures.py, and optionally a part of the names of the cases
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException, NoSuchFieldException {
    PrintStream out = System.out;
    int threads = Runtime.getRuntime().availableProcessors();
    out.printf(
        "%-46s %12s %12s %8s%n",
        InterleavedTiming.where(threads), "peer [ms]", "ours [ms]", "ratio");
    try (PythonPeer peer = PythonPeer.start(Path.of(arguments[0]), KEPT_MEMORY)) {
      for (String name : PictureBenchmark.names()) {
        if (arguments.length > 1 && !name.contains(arguments[1])) {
          continue;
        }
        View picture = PictureBenchmark.picture(name);
        Runnable task = PictureBenchmark.task(name, picture);
        if (name.equals(WITHOUT_PEER)) {
          InterleavedTiming.warmUp(task);
          double alone =
              InterleavedTiming.medians(List.of(() -> InterleavedTiming.coreSeconds(task)))[0];
          out.printf("%-46s %12s %12.2f%n", name, "no peer", alone * 1e3);
          continue;
        }
        load(peer, picture);
        double[] seconds =
            InterleavedTiming.againstPeer(peer, name, task, InterleavedTiming::coreSeconds);
        out.printf(
            "%-46s %12.2f %12.2f %8.1f   differ by at most %.1e%n",
            name,
            seconds[0] * 1e3,
            seconds[1] * 1e3,
            seconds[0] / seconds[1],
            difference(peer, name, picture));
      }
    }
  }

  /** Sends the peer a picture. */
  static void load(PythonPeer peer, View picture) throws IOException {
    peer.load(
        picture.samples(), List.of(Picture.CHANNELS, picture.height(), picture.width()), "picture");
  }

  /** Returns the largest difference of our result from the peer's. */
  static double difference(PythonPeer peer, String name, View picture) throws IOException {
    return peer.difference(name, PictureBenchmark.result(name, picture));
  }
}
