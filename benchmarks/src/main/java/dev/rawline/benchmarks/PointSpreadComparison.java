package dev.rawline.benchmarks;

import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.optics.PointSpread;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Measures point spreads by sums of rows and by products of spectra, interleaved in one run, and
 * prints the ratios: they exceed 1 from the number of weights from which spectra are faster.
 *
 * <p>Times are processor times of one thread, so that a busy machine slows both methods equally.
 */
public final class PointSpreadComparison {
  private static final int SIDE = 1024;
  private static final int WARM_UP_CALLS = 10;

  /** The point spreads that are measured; passes along columns and rows first. */
  static final List<String> CASES =
      List.of(
          "gaussian-2.52",
          "gaussian-8",
          "gaussian-16",
          "gaussian-40",
          "defocus-5",
          "defocus-11",
          "defocus-14",
          "defocus-18",
          "defocus-20",
          "defocus-22",
          "defocus-25",
          "airy");

  private PointSpreadComparison() {}

  /**
   * Prints the table.
   *
   * @param arguments optionally a part of the names of the cases
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    String wanted = arguments.length > 0 ? arguments[0] : "";
    PrintStream out = System.out;
    out.printf(
        "%-40s %8s %12s %14s %16s%n",
        InterleavedTiming.where(1), "weights", "rows [ms]", "spectra [ms]", "rows / spectra");
    Irradiance light = new Irradiance(SIDE, SIDE, OpticsBenchmark.light(SIDE * SIDE));
    for (String name : CASES) {
      if (name.contains(wanted)) {
        PointSpread stage = new PointSpread(OpticsBenchmark.function(name), 2.4);
        double[] seconds = measure(stage, light);
        out.printf(
            "%-40s %8d %12.1f %14.1f %16.2f%n",
            name,
            stage.products(Colour.GREEN),
            1e3 * seconds[0],
            1e3 * seconds[1],
            seconds[0] / seconds[1]);
      }
    }
  }

  /** Returns the time of three bands by rows and by spectra [s]. */
  static double[] measure(PointSpread stage, Irradiance light) throws IOException {
    Runnable rows = () -> stage.apply(light, PointSpread.Way.ROWS);
    Runnable spectra = () -> stage.apply(light, PointSpread.Way.SPECTRA);
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      rows.run();
      spectra.run();
    }
    return InterleavedTiming.medians(
        List.of(
            () -> InterleavedTiming.coreSeconds(rows),
            () -> InterleavedTiming.coreSeconds(spectra)));
  }
}
