package dev.rawline.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures the reading of raw mosaics from PNG, TIFF and shards against the peer, interleaved in
 * one run, and prints the ratios after the speed of copying memory.
 *
 * <p>Times are processor times of one core. Stored bytes are 2 a pixel, whatever a file's
 * compression; float bytes are 4.
 */
public final class LoadingComparison {
  private static final int TILES = 600;

  /** Each measurement reads as many tiles. */
  private static final int AT_ONCE = 50;

  private static final int COPIED = 1 << 27;

  private LoadingComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of loading.py
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    print(Path.of(arguments[0]), System.out);
  }

  private static void print(Path script, PrintStream out) throws IOException {
    byte[] from = new byte[COPIED];
    byte[] to = new byte[COPIED];
    Runnable copy = () -> System.arraycopy(from, 0, to, 0, COPIED);
    double seconds =
        InterleavedTiming.medians(List.of(() -> InterleavedTiming.coreSeconds(copy)))[0];
    out.printf(
        "%s: memory is copied at %.1f GB/s, read and written%n",
        InterleavedTiming.where(1), 2.0 * COPIED / seconds / 1e9);
    out.printf(
        "%-12s %10s %10s %7s %12s %14s %13s%n",
        "256², from",
        "peer [µs]",
        "ours [µs]",
        "ratio",
        "samples/s",
        "stored [GB/s]",
        "float [GB/s]");
    for (String form : StoredTiles.FORMS) {
      try (StoredTiles tiles = new StoredTiles(form, TILES);
          PythonPeer peer = PythonPeer.start(script, Map.of())) {
        peer.load(new float[1], List.of(1), tiles.folder().toString());
        Runnable ours =
            () -> {
              for (int i = 0; i < AT_ONCE; i++) {
                tiles.read();
              }
            };
        double[] medians =
            InterleavedTiming.againstPeer(peer, form, ours, InterleavedTiming::coreSeconds);
        double theirs = medians[0] / AT_ONCE;
        double each = medians[1] / AT_ONCE;
        out.printf(
            "%-12s %10.1f %10.1f %7.1f %12.0f %14.2f %13.2f%n",
            form,
            1e6 * theirs,
            1e6 * each,
            theirs / each,
            1 / each,
            StoredTiles.PIXELS * 2 / each / 1e9,
            StoredTiles.PIXELS * 4 / each / 1e9);
      }
    }
  }
}
