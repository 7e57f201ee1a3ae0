package dev.rawline.benchmarks;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.workbench.output.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Measures how cost grows with pixels, images, samples, threads and runs, and what follows for 10⁸
 * images, in about a quarter of an hour: points, slopes, a picture, and the tables of the page.
 */
public final class Growth {
  /** The sides of the mosaics that are packed and read [px]. */
  static final int[] SIDES = {48, 256};

  /** How long a process is warmed up: until then Java compiles. */
  private static final String WARM_UP_SECONDS = "8";

  private static final int ROUNDS = 5;
  private static final int TILE = 256;
  private static final int REFERENCE_SIDE = 64;
  private static final String POINTS = "growth.csv";

  private final boolean quick;
  private final Path work;
  private final PrintStream progress;
  private final List<GrowthPoint> points = new ArrayList<>();

  private Growth(boolean quick, Path work, PrintStream progress) {
    this.quick = quick;
    this.work = work;
    this.progress = progress;
  }

  /**
   * Writes {@code growth.csv}, {@code slopes.csv}, {@code speedups.csv}, {@code compute.csv},
   * {@code storage.csv}, and {@code growth.png} and {@code .svg}; prints the tables as Markdown.
   *
   * @param arguments the folder; {@code --quick} for tiny sizes; {@code --draw} to measure nothing
   *     and use the folder's points; and numbers of the model: {@code --images}, {@code --pixels},
   *     {@code --core-hour}, {@code --gb-month}
   * @throws IllegalArgumentException if an argument is not known or out of range
   * @throws IOException if a measurement fails, or a file cannot be read or written
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    boolean quick = words.remove("--quick");
    boolean drawn = words.remove("--draw");
    GrowthModel model =
        new GrowthModel(
            number(words, "--images", GrowthModel.EXAMPLE.images()),
            number(words, "--pixels", GrowthModel.EXAMPLE.pixels()),
            number(words, "--core-hour", GrowthModel.EXAMPLE.coreHour()),
            number(words, "--gb-month", GrowthModel.EXAMPLE.gigabyteMonth()));
    if (words.size() != 1 || words.getFirst().startsWith("-")) {
      throw new IllegalArgumentException(
          "got '%s': expected one folder; benchmarks/run names the options"
              .formatted(String.join(" ", words)));
    }
    Path folder = Path.of(words.getFirst());
    Files.createDirectories(folder);
    GrowthResult result = drawn ? read(folder) : measured(quick, System.err);
    write(result, model, folder, System.out);
  }

  private static double number(List<String> words, String name, double usual) {
    int place = words.indexOf(name);
    if (place < 0) {
      return usual;
    }
    words.remove(place);
    try {
      return Double.parseDouble(words.remove(place));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(name + " has no number: give one after it", e);
    }
  }

  private static GrowthResult read(Path folder) throws IOException {
    Path file = folder.resolve(POINTS);
    if (!Files.exists(file)) {
      throw new IOException(file + " does not exist: measure first, without --draw");
    }
    return GrowthResult.of(Files.readAllLines(file));
  }

  private static GrowthResult measured(boolean quick, PrintStream progress) throws IOException {
    try (TemporaryFolder work = TemporaryFolder.make("growth")) {
      Growth growth = new Growth(quick, work.path(), progress);
      growth.measure();
      return new GrowthResult(InterleavedTiming.origin(), growth.points);
    }
  }

  private void measure() throws IOException {
    int all = Parallel.CORES;
    String sizes = "1024x1024 2048x2048 5472x3648";
    String runs = "300 3000 30000";
    List<Integer> threads = quick || all == 1 ? List.of(1) : List.of(1, all);
    curve(GrowthCurve.VIEWS, lines(threads, 0, "256x256 512x512 " + sizes + " 12288x8192"));
    curve(GrowthCurve.GRADIENTS, lines(threads, TILE, "1 2 4 8 16 32 64"));
    curve(
        GrowthCurve.STATISTICS,
        List.of(
            new Line(all, SIDES[0], "100 1000 10000 100000"),
            new Line(all, SIDES[1], "100 300 1000")));
    curve(GrowthCurve.MOSAICS, List.of(new Line(1, 0, sizes)));
    curve(GrowthCurve.FILES, List.of(new Line(all, 0, sizes)));
    curve(GrowthCurve.LAB_BOOK, List.of(new Line(1, 0, runs)));
    curve(GrowthCurve.REFERENCE, List.of(new Line(all, REFERENCE_SIDE, "100 1000 10000")));
  }

  /** The sizes of a line of a curve, with a space between. */
  private record Line(int threads, int side, String sizes) {}

  private static List<Line> lines(List<Integer> threads, int side, String sizes) {
    return threads.stream().map(number -> new Line(number, side, sizes)).toList();
  }

  /** The sizes of a look whether all of it runs. */
  private static String small(GrowthCurve curve) {
    return switch (curve) {
      case VIEWS, MOSAICS, FILES -> "64x64 128x128";
      case GRADIENTS -> "1 4";
      case STATISTICS, REFERENCE -> "8 16";
      case LAB_BOOK -> "100 300";
    };
  }

  /** All sizes of all lines wait in processes of their own, and are measured by turns. */
  private void curve(GrowthCurve curve, List<Line> lines) throws IOException {
    progress.println(curve.title() + " …");
    List<GrowthProcess> processes = new ArrayList<>();
    try {
      for (Line line : lines) {
        for (String size : (quick ? small(curve) : line.sizes).split(" ", -1)) {
          processes.add(
              new GrowthProcess(
                  curve,
                  List.of(
                      String.valueOf(line.threads),
                      String.valueOf(line.side),
                      quick ? "0" : WARM_UP_SECONDS,
                      work.toString(),
                      size)));
        }
      }
      for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
        for (GrowthProcess process : processes) {
          process.measure();
        }
      }
      for (GrowthProcess process : processes) {
        for (GrowthPoint point : process.points()) {
          points.add(point);
          progress.printf(
              Locale.ROOT,
              "  %s: %.0f %s in %.4g s%n",
              point.series(),
              point.x(),
              curve.unit(),
              point.seconds());
        }
      }
    } finally {
      for (GrowthProcess process : processes) {
        process.close();
      }
    }
  }

  private static void write(GrowthResult result, GrowthModel model, Path folder, PrintStream out)
      throws IOException {
    text(folder, POINTS, String.join("\n", result.lines()) + "\n");
    var drawing = new GrowthPlot(result).draw();
    text(folder, "growth.svg", drawing.svg());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(drawing.picture(), "png", png);
    AtomicFile.write(folder.resolve("growth.png"), png.toByteArray());
    for (GrowthTable table :
        List.of(result.slopes(), result.speedUps(), model.compute(result), model.storage(result))) {
      text(folder, table.name() + ".csv", table.csv());
      out.println(table.markdown());
    }
  }

  private static void text(Path folder, String name, String text) throws IOException {
    AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
