package dev.rawline.benchmarks;

import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.fast.FastDemosaicing;
import dev.rawline.imaging.isp.fast.RenderingTree;
import dev.rawline.imaging.metric.Ssim;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.learning.engine.Precision;
import dev.rawline.workbench.output.TemporaryFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures commands and kernels on this machine in about two minutes, and draws them beside the
 * times of a machine that is named, and of its peers.
 */
public final class QuickBenchmark {
  private static final String COMMANDS = "Commands, from the key to the prompt";
  private static final String KERNELS = "Kernels, on one core";
  private static final String LEARNING = "Learning, on all cores";
  private static final int STARTS = 5;
  private static final int LONG_STARTS = 3;
  private static final int FLATS = 96;

  /** What noise must not undercut, since the axis is logarithmic [s]. */
  private static final double LEAST = 1e-4;

  private static final int WARM_UPS = 3;
  private static final int STEPS = 7;

  private final String size;
  private final String tile;
  private final String flats;
  private final Path launcher;
  private final Path folder;
  private final PrintStream out;
  private final SequencedMap<String, SequencedMap<String, Double>> groups = new LinkedHashMap<>();
  private final List<String> lines =
      new ArrayList<>(List.of(InterleavedTiming.origin(), "name;ms;spread_ms;peer;peer_ms"));
  private final Map<String, String> environment = new HashMap<>(Map.of("RAWLINE_ENGINE", "off"));

  private QuickBenchmark(Path launcher, Path folder, boolean tiny, PrintStream out) {
    this.size = tiny ? "64x64" : "1024x1024";
    this.tile = tiny ? "32x32" : "256x256";
    this.flats = tiny ? "32x24" : "640x480";
    this.launcher = launcher;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Measures, prints a table, and writes benchmark.png, benchmark.svg and benchmark.csv.
   *
   * @param arguments the launcher, the table of the machine to compare with, the folder for the
   *     results, and {@code --tiny} to try whether all of it runs, on tiny pictures
   * @throws IOException if a command fails, or a file cannot be written
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException {
    List<Reference> references = Reference.read(Path.of(arguments[1]));
    QuickBenchmark benchmark =
        new QuickBenchmark(
            Path.of(arguments[0]),
            Path.of(arguments[2]),
            List.of(arguments).contains("--tiny"),
            System.out);
    benchmark.commands();
    benchmark.kernels();
    benchmark.learning();
    benchmark.write(references);
  }

  /**
   * The time of a case elsewhere.
   *
   * @param name the case
   * @param milliseconds on the machine of the table
   * @param peer the peer there, empty where there is none
   * @param peerMilliseconds its time; NaN where there is none
   */
  record Reference(String name, double milliseconds, String peer, double peerMilliseconds) {
    /**
     * Reads a table with the columns name, ms, spread_ms, peer, peer_ms; its first line names the
     * machine, the commit and the versions.
     */
    static List<Reference> read(Path table) throws IOException {
      return Files.readAllLines(table).stream()
          .skip(2)
          .map(line -> line.split(";", -1))
          .map(
              cells ->
                  new Reference(
                      cells[0],
                      Double.parseDouble(cells[1]),
                      cells[3],
                      cells[4].isEmpty() ? Double.NaN : Double.parseDouble(cells[4])))
          .toList();
    }
  }

  private void commands() throws IOException {
    try (TemporaryFolder work = TemporaryFolder.make("benchmark")) {
      Path streets = work.path().resolve("streets");
      String[] simulate = {"simulate", "aerial-street", "--camera", "drone", "--count"};
      run(with(simulate, "3", "--size", size, "--out", streets.toString())); // also wakes the disk
      Path raw = streets.resolve("images/000001.tiff");
      measure(COMMANDS, "info: one file", STARTS, () -> timed("info", raw.toString()));
      int[] turn = {0};
      InterleavedTiming.Timed views =
          () -> timed(views(work.path().resolve("views" + turn[0]++), raw));
      double one = measure(COMMANDS, "views: 1 MP, twelve pictures", LONG_STARTS, views);
      environment.put("RAWLINE_ENGINE", "on");
      environment.put("XDG_RUNTIME_DIR", work.path().toString());
      for (int i = 0; i < WARM_UPS; i++) {
        double _ = views.seconds();
      }
      measure(COMMANDS, "views: the same by a warm engine", STARTS, views);
      environment.put("RAWLINE_ENGINE", "off");
      Path[] three = {raw, raw.resolveSibling("000002.tiff"), raw.resolveSibling("000003.tiff")};
      measure(
          COMMANDS,
          "views: each further 1 MP file",
          LONG_STARTS,
          () ->
              Math.max(
                  LEAST,
                  (timed(views(work.path().resolve("views" + turn[0]++), three)) - one) / 2));
      measure(
          COMMANDS,
          "simulate: four streets, 256²",
          LONG_STARTS,
          () -> timed(with(simulate, "4", "--out", work.path() + "/more" + turn[0]++)));
      Path four = work.path().resolve("more" + (turn[0] - 1));
      measure(
          COMMANDS,
          "scale-intensity: those four",
          LONG_STARTS,
          () -> timed("scale-intensity", four.toString(), "--out", four + "-" + turn[0]++));
      Path frames = Files.createDirectory(work.path().resolve("flats"));
      writeFlats(frames);
      measure(
          COMMANDS,
          "calibrate: 96 frames of 640×480",
          LONG_STARTS,
          () -> timed("calibrate", frames.toString(), "--out", frames + "-" + turn[0]++));
    }
  }

  private static String[] views(Path folder, Path... raws) {
    return Stream.of(
            Stream.of("views"),
            Stream.of(raws).map(Path::toString),
            Stream.of("--camera", "drone", "--out", folder.toString()))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  /**
   * Writes frames of a monochrome sensor of 12 bits: pairs at 16 exposures up to nearly saturation,
   * and stacks of 16 at half of it.
   */
  private void writeFlats(Path frames) throws IOException {
    List<String> table = new ArrayList<>(List.of("file,kind,exposure_ns,photons_per_pixel"));
    Random random = new Random(1);
    for (int i = 0; i < FLATS; i++) {
      boolean pair = i < FLATS * 2 / 3;
      int step = pair ? i / 4 + 1 : FLATS / 12;
      boolean lit = i % 2 == 0;
      Path file = frames.resolve("%02d.tiff".formatted(i));
      RawFiles.write(flat(lit ? step * 950.0 : 0, random), file);
      table.add(
          "%s,%s%s,%d,%d"
              .formatted(
                  file.getFileName(),
                  lit ? "bright" : "dark",
                  pair ? "" : "_spatial",
                  step * 100_000,
                  lit ? step * 1900 : 0));
    }
    Files.write(frames.resolve("frames.csv"), table);
  }

  private RawImage flat(double electrons, Random random) {
    String[] sides = flats.split("x", -1);
    int width = Integer.parseInt(sides[0]);
    int height = Integer.parseInt(sides[1]);
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      double charge = electrons + Math.sqrt(electrons + 25) * random.nextGaussian();
      samples[i] = Math.clamp(Math.round(64 + 0.25 * charge), 0, 4095);
    }
    return new RawImage(
        width, height, Cfa.MONOCHROME, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE));
  }

  private static String[] with(String[] words, String... more) {
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private double timed(String... words) throws IOException {
    long start = System.nanoTime();
    run(words);
    return (System.nanoTime() - start) / 1e9;
  }

  private void run(String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of(launcher.toString()));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("%s ended with %d: %s".formatted(line, code, said.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void kernels() throws IOException {
    RawImage mosaic = BenchmarkMosaics.of(size);
    RenderingTree tree =
        new RenderingTree(
            ViewName.ALL.stream().map(name -> Isp.of(Camera.DRONE, name).rendering()).toList(), 1);
    kernel("twelve views, 1 MP, in place", () -> tree.render(mosaic, (rendering, row, band) -> {}));
    FastDemosaicing bilinear = new FastDemosaicing(new Bilinear(Border.MIRROR));
    LinearRgb picture = bilinear.apply(mosaic);
    kernel("bilinear, 1 MP, in place", () -> bilinear.apply(mosaic, picture));
    GradientBatch batch = new GradientBatch(Camera.DRONE, BenchmarkMosaics.batch(32, tile), 1);
    kernel("parametrized chain and gradients, 32 of 256²", batch::gradients);
    List<View> views =
        BenchmarkMosaics.batch(9, tile).stream()
            .map(Isp.of(Camera.DRONE, ViewName.ALL.getFirst())::apply)
            .toList();
    kernel(
        "SSIM and its gradient, 8 of 256²",
        () -> views.subList(1, 9).forEach(view -> Ssim.DEFAULT.pull(view, views.getFirst())));
    String jpeg = "jpeg_compression";
    kernel(
        "corruption by JPEG, 640×427", PictureBenchmark.task(jpeg, PictureBenchmark.picture(jpeg)));
  }

  private void kernel(String name, Runnable task) throws IOException {
    double _ =
        Parallel.alone(
            () -> {
              InterleavedTiming.warmUp(task);
              return measure(KERNELS, name, STEPS, () -> InterleavedTiming.seconds(task));
            });
  }

  private void learning() throws IOException {
    try (TrainingBatch batch =
        new TrainingBatch(
            Camera.DRONE,
            BenchmarkMosaics.batch(8, tile),
            Precision.FLOAT32,
            Runtime.getRuntime().availableProcessors())) {
      double _ = batch.learn();
      double _ = batch.learn();
      measure(
          LEARNING,
          "training step, camera and ResNet-18, 8 of 256²",
          STEPS,
          () -> InterleavedTiming.seconds(batch::learn));
    }
  }

  private double measure(String group, String name, int times, InterleavedTiming.Timed timed)
      throws IOException {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      seconds[i] = timed.seconds();
    }
    double median = InterleavedTiming.middle(seconds);
    double milliseconds = 1e3 * median;
    groups.computeIfAbsent(group, _ -> new LinkedHashMap<>()).put(name, milliseconds);
    double spread = 1e3 * InterleavedTiming.spread(seconds);
    lines.add(String.format(Locale.ROOT, "%s;%.4g;%.2g;;", name, milliseconds, spread));
    out.printf(Locale.ROOT, "%-50s %10.4g ms%n", name, milliseconds);
    out.flush();
    return median;
  }

  private void write(List<Reference> references) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("benchmark.csv"), lines);
    var drawing = new QuickBenchmarkPlot(groups, references).draw();
    Files.writeString(folder.resolve("benchmark.svg"), drawing.svg());
    ImageIO.write(drawing.picture(), "png", folder.resolve("benchmark.png").toFile());
    out.println("open " + folder.resolve("benchmark.png"));
  }
}
