package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures the pointwise inspection against the peer, interleaved in one run, and prints the
 * ratios.
 */
public final class InspectionComparison {
  private static final List<String> SIZES = List.of("128x128", "256x256", "4096x3072");

  private InspectionComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments the path of inspection.py
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    int threads = Runtime.getRuntime().availableProcessors();
    out.printf(
        "%-46s %13s %13s %8s%n",
        InterleavedTiming.where(threads), "peer [MP/s]", "ours [MP/s]", "ratio");
    try (PythonPeer peer = PythonPeer.start(Path.of(arguments[0]), Map.of())) {
      for (String size : SIZES) {
        RawImage image = InspectionBenchmark.image(size);
        load(peer, image);
        Object[] kept = new Object[1];
        Runnable ours = () -> kept[0] = InspectionBenchmark.inspector().levels(image);
        double[] seconds =
            InterleavedTiming.againstPeer(peer, "levels", ours, InterleavedTiming::seconds);
        double megapixels = image.samples().length / 1e6;
        out.printf(
            "%-46s %13.1f %13.1f %8.1f   differ by at most %.1e%n",
            "means, quantiles, shares, ratios, " + size,
            megapixels / seconds[0],
            megapixels / seconds[1],
            seconds[0] / seconds[1],
            difference(peer, image));
      }
    }
  }

  /** Sends the peer an image and its levels. */
  static void load(PythonPeer peer, RawImage image) throws IOException {
    peer.load(
        image.samples(),
        List.of(image.height(), image.width()),
        "%s,%s,%s".formatted(image.cfa(), InspectionBenchmark.BLACK, InspectionBenchmark.WHITE));
  }

  /** Returns the largest difference of our numbers from the peer's, relative to the peer's. */
  static double difference(PythonPeer peer, RawImage image) throws IOException {
    var values = InspectionBenchmark.inspector().levels(image).values();
    float[] numbers = new float[values.size()];
    int next = 0;
    for (var value : values) {
      numbers[next++] = (float) value.value();
    }
    return peer.difference("levels", numbers, List.of(numbers.length));
  }
}
