package dev.rawline.benchmarks.cluster;

import dev.rawline.benchmarks.GrowthTable;
import dev.rawline.benchmarks.InterleavedTiming;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.TemporaryFolder;
import dev.rawline.workbench.text.NumberText;
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
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Measures commands on a cluster of this machine's processors, fits a model to some of them, checks
 * it against the others, and says what 10⁸ images take on many machines.
 */
public final class ClusterScale {
  private static final int ROUNDS = 3;
  private static final int DIGITS = 3;
  private static final String POINTS = "runs.csv";

  private final Path launcher;
  private final Path work;
  private final PrintStream progress;

  private ClusterScale(Path launcher, Path work, PrintStream progress) {
    this.launcher = launcher;
    this.work = work;
    this.progress = progress;
  }

  /**
   * Runs whose images, sizes, shares and slots differ.
   *
   * <p>Those that are fitted use all processors, as the machines of a cluster would, and work long
   * enough for Java to have compiled what they run. Three shares on two slots separate the time per
   * image on a slot from that in the command alone.
   */
  private static List<ClusterRun> planned() {
    return List.of(
        ClusterRun.planned(600, 64, 2, 2, true),
        ClusterRun.planned(2000, 64, 2, 2, true),
        ClusterRun.planned(2000, 64, 3, 2, true),
        ClusterRun.planned(2000, 64, 10, 2, true),
        ClusterRun.planned(28, 1024, 2, 2, true),
        ClusterRun.planned(28, 1024, 14, 2, true),
        ClusterRun.planned(80, 1024, 2, 2, true),
        ClusterRun.planned(80, 1024, 3, 2, true),
        ClusterRun.planned(80, 1024, 4, 2, true),
        ClusterRun.planned(16, 2048, 2, 2, true),
        ClusterRun.planned(8, 64, 2, 2, false),
        ClusterRun.planned(1000, 128, 6, 2, false),
        ClusterRun.planned(200, 512, 4, 2, false),
        ClusterRun.planned(16, 2048, 4, 2, false),
        ClusterRun.planned(28, 1024, 1, 1, false),
        ClusterRun.planned(28, 1024, 7, 1, false),
        ClusterRun.planned(28, 1024, 1, 2, false),
        ClusterRun.planned(28, 1024, 7, 2, false));
  }

  /**
   * Writes {@code runs.csv}, {@code machines.csv}, {@code machines.png} and {@code .svg}; prints
   * the tables as Markdown.
   *
   * @param arguments the launcher of Rawline and a folder; {@code --draw} to measure nothing and
   *     use the folder's runs
   * @throws IllegalArgumentException if they are others
   * @throws IOException if a command fails, or a file cannot be read or written
   */
  @SuppressWarnings("SystemOut") // a program for the terminal
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(arguments));
    boolean drawn = words.remove("--draw");
    if (words.size() != 2 || words.stream().anyMatch(word -> word.startsWith("-"))) {
      throw new IllegalArgumentException(
          "got '%s': expected a launcher and a folder; benchmarks/run names the options"
              .formatted(String.join(" ", words)));
    }
    Path folder = Path.of(words.getLast());
    Files.createDirectories(folder);
    Path points = folder.resolve(POINTS);
    if (!drawn) {
      try (TemporaryFolder work = TemporaryFolder.make("cluster")) {
        ClusterScale scale =
            new ClusterScale(Path.of(words.getFirst()).toAbsolutePath(), work.path(), System.err);
        List<String> lines = new ArrayList<>(List.of("# " + InterleavedTiming.origin()));
        lines.add(ClusterRun.HEADS);
        scale.measured(planned()).forEach(run -> lines.add(run.line()));
        text(points, String.join("\n", lines) + "\n");
      }
    }
    if (!Files.exists(points)) {
      throw new IOException(points + " does not exist: measure first, without --draw");
    }
    write(Files.readAllLines(points), folder, System.out);
  }

  private List<ClusterRun> measured(List<ClusterRun> runs)
      throws IOException, InterruptedException {
    double[][] times = new double[runs.size()][ROUNDS];
    double[] written = new double[runs.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < runs.size(); i++) {
        ClusterRun run = runs.get(i);
        Path data = data(run);
        Path out = work.resolve("views");
        long start = System.nanoTime();
        rawline(
            "views",
            data.toString(),
            "--camera",
            "drone",
            "--out",
            out.toString(),
            "--on",
            "local[" + run.slots() + "]",
            "--partitions",
            String.valueOf(run.partitions()));
        times[i][round] = (System.nanoTime() - start) / 1e9;
        written[i] = bytes(out);
        OutputFiles.deleteFolder(out);
        progress.printf(
            Locale.ROOT,
            "  round %d: %d images of %d² in %d shares on %d slots: %.1f s%n",
            round + 1,
            run.images(),
            run.side(),
            run.partitions(),
            run.slots(),
            times[i][round]);
      }
    }
    List<ClusterRun> measured = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Arrays.sort(times[i]);
      measured.add(
          runs.get(i)
              .measured(
                  InterleavedTiming.middle(times[i]),
                  times[i][ROUNDS - 1] - times[i][0],
                  written[i]));
    }
    return measured;
  }

  /** Returns simulated images, which are made when they are first asked for. */
  private Path data(ClusterRun run) throws IOException, InterruptedException {
    Path data = work.resolve("%d-of-%d".formatted(run.images(), run.side()));
    if (!Files.exists(data)) {
      rawline(
          "simulate",
          "chart",
          "--camera",
          "drone",
          "--count",
          String.valueOf(run.images()),
          "--size",
          "%1$dx%1$d".formatted(run.side()),
          "--out",
          data.toString());
    }
    return data;
  }

  private void rawline(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    Path log = work.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().put("RAWLINE_LAB", work.resolve("labbook").toString());
    builder.environment().put("RAWLINE_ENGINE", "off");
    int code =
        builder
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException(
          "'%s' ended with exit code %d: %s"
              .formatted(String.join(" ", command), code, Files.readString(log)));
    }
  }

  private static double bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToDouble(file -> file.toFile().length()).sum();
    }
  }

  /** Draws and tabulates runs, of the lines of their file. */
  private static void write(List<String> lines, Path folder, PrintStream out) throws IOException {
    List<ClusterRun> runs = lines.stream().skip(2).map(ClusterRun::of).toList();
    ClusterModel model = ClusterModel.of(runs.stream().filter(ClusterRun::fitted).toList());
    ManyMachines many = ManyMachines.example(model);
    GrowthTable machines = many.table(1, 10, 100, 1000);
    text(folder.resolve("machines.csv"), machines.csv());
    for (GrowthTable table :
        List.of(runs(runs, model), coefficients(model), sets(many), machines)) {
      out.println(table.markdown());
    }
    var drawing = new MachinesPlot(many, lines.getFirst().substring(2)).draw();
    text(folder.resolve("machines.svg"), drawing.svg());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(drawing.picture(), "png", png);
    AtomicFile.write(folder.resolve("machines.png"), png.toByteArray());
  }

  private static void text(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static GrowthTable runs(List<ClusterRun> runs, ClusterModel model) {
    List<List<String>> rows = new ArrayList<>();
    for (ClusterRun run : runs) {
      double expected = model.seconds(run);
      rows.add(
          List.of(
              "%d of %d²".formatted(run.images(), run.side()),
              String.valueOf(run.partitions()),
              String.valueOf(run.slots()),
              number(run.seconds()),
              number(run.spread()),
              number(run.images() * run.pixels() / run.seconds() / 1e6),
              number(expected),
              String.format(Locale.ROOT, "%+.0f", 100 * (expected / run.seconds() - 1)),
              run.fitted() ? "fitted" : "checks"));
    }
    return new GrowthTable(
        "runs",
        List.of(
            "images",
            "shares",
            "slots",
            "time [s]",
            "range [s]",
            "MP/s",
            "model [s]",
            "error [%]",
            "use"),
        rows);
  }

  private static GrowthTable coefficients(ClusterModel model) {
    return new GrowthTable(
        "coefficients",
        List.of("what", "cost"),
        List.of(
            List.of("a command, before and after its shares", number(model.start()) + " s"),
            List.of("a command, for each image", number(1e3 * model.listed()) + " ms"),
            List.of("a share, before its first image", number(model.share()) + " s"),
            List.of(
                "a share, for each image of the data set", number(1e3 * model.opened()) + " ms"),
            List.of("an image", number(1e3 * model.image()) + " ms"),
            List.of("a pixel", number(1e9 * model.pixel()) + " ns"),
            List.of("written of an image", number(model.writtenImage() / 1e3) + " kB"),
            List.of("written of a pixel", number(model.writtenPixel()) + " B")));
  }

  /** Returns what an image takes in data sets of several sizes. */
  private static GrowthTable sets(ManyMachines many) {
    List<List<String>> rows = new ArrayList<>();
    for (double set : new double[] {1e3, 1e4, 1e5, 1e6}) {
      ManyMachines of = many.withSet(set);
      double own = of.slotSeconds();
      double alone = of.model().start() / set + of.model().listed();
      rows.add(
          List.of(String.format(Locale.ROOT, "%.0f", set), number(1e3 * own), number(1e3 * alone)));
    }
    return new GrowthTable(
        "sets",
        List.of(
            "images of a set", "an image, on a slot [ms]", "an image, in the command alone [ms]"),
        rows);
  }

  private static String number(double number) {
    return NumberText.signed(number, DIGITS);
  }
}
