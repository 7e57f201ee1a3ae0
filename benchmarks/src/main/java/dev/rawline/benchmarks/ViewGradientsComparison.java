package dev.rawline.benchmarks;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Measures the gradients of batches of the static views against the definition, interleaved in one
 * run, and prints the ratios.
 */
public final class ViewGradientsComparison {
  private static final String SIZE = "256x256";
  private static final int COUNT = 8;

  /** The definition is so slow that it is compiled after a few batches. */
  private static final int WARM_UP_CALLS = 4;

  private ViewGradientsComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments optionally a part of the names of the views
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    String wanted = arguments.length > 0 ? arguments[0] : "";
    int threads = Runtime.getRuntime().availableProcessors();
    System.out.printf(
        "%d of %s, forward and backward, %s%n", COUNT, SIZE, InterleavedTiming.where(threads));
    System.out.printf(
        "%-28s %16s %12s %14s %8s%n", "", "definition [ms]", "ours [ms]", "forward [ms]", "ratio");
    for (ViewName view : ViewName.ALL) {
      if (view.toString().contains(wanted)) {
        measure(view, threads, System.out);
      }
    }
  }

  private static void measure(ViewName view, int threads, PrintStream out) throws IOException {
    GradientBatch batch =
        new GradientBatch(
            Camera.DRONE, Isp.of(Camera.DRONE, view), BenchmarkMosaics.batch(COUNT, SIZE), threads);
    InterleavedTiming.warmUp(batch::gradients);
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      batch.gradientsByDefinition();
    }
    double[] medians =
        InterleavedTiming.medians(
            List.of(
                () -> InterleavedTiming.seconds(batch::gradientsByDefinition),
                () -> InterleavedTiming.seconds(batch::gradients),
                () -> InterleavedTiming.seconds(batch::forward)));
    out.printf(
        "%-28s %16.1f %12.2f %14.2f %8.1f%n",
        view, medians[0] * 1e3, medians[1] * 1e3, medians[2] * 1e3, medians[0] / medians[1]);
  }
}
