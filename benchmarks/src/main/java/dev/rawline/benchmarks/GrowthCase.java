package dev.rawline.benchmarks;

import dev.rawline.data.card.Rights;
import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.data.pack.PackedDataSet;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.split.SplitFile;
import dev.rawline.data.split.SplitFractions;
import dev.rawline.data.split.SplitProtocol;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.fast.RenderingTree;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.dataset.MeasureStatistics;
import dev.rawline.lab.quality.BuildReference;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.views.Development;
import dev.rawline.lab.views.RenderViews;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.OutputFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures a size of a curve in a process of its own, whose heap is limited: once for every line
 * that it reads.
 */
final class GrowthCase {
  /** What ends the points of a round. */
  static final String READY = ".";

  /** How long each task after the first is warmed up at most: Java has compiled by then. */
  private static final double FURTHER_WARM_UP_SECONDS = 0.5;

  private static final double ROUND_SECONDS = 0.3;
  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);

  private final GrowthCurve curve;
  private final int threads;
  private final int side;
  private final double warmUp;
  private final Path work;
  private final Path own;
  private final BufferedReader requests;
  private final PrintStream out;

  private GrowthCase(String[] arguments, BufferedReader requests, PrintStream out)
      throws IOException {
    curve = GrowthCurve.valueOf(arguments[0]);
    threads = Integer.parseInt(arguments[1]);
    side = Integer.parseInt(arguments[2]);
    warmUp = Double.parseDouble(arguments[3]);
    work = Path.of(arguments[4]);
    own = Files.createTempDirectory(work, "case");
    this.requests = requests;
    this.out = out;
  }

  /** A task that may fail. */
  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }

  /** What it takes [bytes]; NaN where that is not measured. */
  @FunctionalInterface
  private interface Size {
    double bytes() throws IOException;
  }

  /** A task, and what it is a point of. */
  private record Timed(String series, double x, Task task, Size memory, Size stored) {
    Timed(String series, double x, Task task) {
      this(series, x, task, () -> Double.NaN, () -> Double.NaN);
    }

    double seconds() throws IOException {
      long start = System.nanoTime();
      task.run();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /**
   * Prepares the size and warms it up; prints its points, and {@link #READY}, for every line.
   *
   * @param arguments the curve, the threads, the side of mosaics [px], for how long it is warmed up
   *     [s], a folder for files, and the size
   * @throws IOException if files cannot be written or read
   * @throws SQLException if a lab book cannot be filled
   */
  @SuppressWarnings("SystemOut") // a process that its parent reads
  public static void main(String[] arguments) throws IOException, SQLException {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    GrowthCase one = new GrowthCase(arguments, requests, System.out);
    String size = arguments[5];
    switch (one.curve) {
      case VIEWS -> one.views(size);
      case GRADIENTS -> one.gradients(Integer.parseInt(size));
      case STATISTICS -> one.statistics(Integer.parseInt(size));
      case MOSAICS -> one.mosaic(size);
      case FILES -> one.files(size);
      case LAB_BOOK -> one.labBook(Integer.parseInt(size));
      case REFERENCE -> one.reference(Integer.parseInt(size));
    }
    OutputFiles.deleteFolder(one.own);
  }

  private void views(String size) throws IOException {
    RawImage mosaic = BenchmarkMosaics.of(size);
    RenderingTree tree =
        new RenderingTree(
            ViewName.ALL.stream().map(name -> Isp.of(Camera.DRONE, name).rendering()).toList(),
            threads);
    serve(
        new Timed(
            onThreads(threads),
            mosaic.samples().length,
            () -> tree.render(mosaic, (rendering, row, band) -> {})));
  }

  private void gradients(int images) throws IOException {
    String size = side + "x" + side;
    GradientBatch batch =
        new GradientBatch(Camera.DRONE, BenchmarkMosaics.batch(images, size), threads);
    serve(new Timed(onThreads(threads), images, batch::gradients));
  }

  /** Returns the name of the line that some threads make. */
  static String onThreads(int threads) {
    return threads == 1 ? "1 thread" : threads + " threads";
  }

  /** Returns the name of the line of packed mosaics. */
  static String ofSide(int side) {
    return "mosaics of " + side + "²";
  }

  /** A mosaic that is made when it is read. */
  private record MadeMosaic(int number, int side) implements RawPicture {
    @Override
    public String name() {
      return "mosaic " + number;
    }

    @Override
    public RawImage read() {
      return BenchmarkMosaics.recorded(number, side + "x" + side);
    }
  }

  private Path packed(int samples) throws IOException {
    Path folder = own.resolve("packed");
    List<Sample> made =
        IntStream.range(0, samples)
            .mapToObj(i -> new Sample("mosaic " + i, new MadeMosaic(i, side), Label.of("a mosaic")))
            .toList();
    DataSet set = new DataSet("mosaics", Rights.UNKNOWN, made, Optional.empty());
    new DataSetPacker(set, folder, DataSetPacker.SHARD_BYTES, Map.of(), threads).run(_ -> {});
    return folder;
  }

  private void statistics(int samples) throws IOException {
    Path folder = packed(samples);
    DataSet set = PackedDataSet.open(folder);
    SplitFile split =
        SplitFile.of(set, new SplitProtocol.ShuffleSplit(new SplitFractions(1, 0, 0), 1), 1);
    MeasureStatistics measure = new MeasureStatistics(DRONE, Optional.empty());
    LiveHeap heap = new LiveHeap();
    measure.run(set, split, 1, heap);
    double live = heap.bytes();
    serve(
        new Timed(
            ofSide(side),
            samples,
            () -> measure.run(set, split, 1, Progress.SILENT),
            () -> live,
            () -> size(folder)));
  }

  private void mosaic(String size) throws IOException {
    RawImage mosaic = BenchmarkMosaics.recorded(0, size);
    RawFiles.write(mosaic, raw(size));
    Path png = own.resolve("mosaic.png");
    serve(
        new Timed(
            "raw mosaic",
            mosaic.samples().length,
            () -> StoredTiles.writePng(mosaic, png),
            () -> Double.NaN,
            () -> size(png)));
  }

  /** Where the mosaics leave a raw file: to make it here would take memory. */
  private Path raw(String size) {
    return work.resolve(size + ".tiff");
  }

  private void files(String size) throws IOException {
    Path folder = own.resolve("views");
    RenderViews render =
        new RenderViews(
            folder, DRONE, ViewName.ALL, false, Development.NONE, true, RawDescription.NONE);
    Task task =
        () -> {
          for (FileOutcome outcome : render.run(List.of(raw(size)), Progress.SILENT)) {
            if (!(outcome instanceof FileOutcome.Rendered)) {
              throw new IOException(String.valueOf(outcome));
            }
          }
        };
    double pixels =
        Stream.of(size.split("x", -1)).mapToDouble(Double::parseDouble).reduce(1, (a, b) -> a * b);
    serve(new Timed("twelve views", pixels, task, GrowthCase::resident, () -> size(folder)));
  }

  /** Returns the largest memory that the process had; NaN where the system does not tell. */
  private static double resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        ? Double.NaN
        : Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(Double.NaN);
  }

  private void labBook(int runs) throws IOException, SQLException {
    BookLocation.Folder place = BookLocation.Folder.of(own.resolve("book"));
    LabBook.open(place).close();
    LabBookTiming.fill(place.file(), runs / LabBookTiming.RUNS);
    try (LabBook book = LabBook.open(place)) {
      var questions = LabBookTiming.questions(book);
      List<Timed> each = new ArrayList<>();
      each.add(
          new Timed(
              "all %d questions".formatted(questions.size()),
              runs,
              () -> questions.values().forEach(LabBookTiming::answer),
              () -> Double.NaN,
              () -> size(place.file())));
      questions.forEach(
          (name, question) ->
              each.add(new Timed(name, runs, () -> LabBookTiming.answer(question))));
      serve(each.toArray(Timed[]::new));
    }
  }

  private void reference(int images) throws IOException {
    Path packed = packed(images);
    DataSet set = PackedDataSet.open(packed);
    Path folder = own.resolve("reference");
    BookLocation place = BookLocation.Folder.of(folder.resolve("book"));
    try (LabBook book = LabBook.open(place)) {
      BuildReference build =
          new BuildReference(
              folder, Optional.empty(), Optional.empty(), Optional.empty(), threads, 1, book);
      LiveHeap heap = new LiveHeap();
      QualityReference reference = build.run(set, true, heap);
      double live = heap.bytes();
      serve(
          new Timed(
              ofSide(side),
              reference.images().images(),
              () -> build.run(set, true, Progress.SILENT),
              () -> live,
              () -> size(folder.resolve(QualityReferenceFiles.NAME))));
    }
  }

  /** Returns the bytes of a file, or of all files of a folder. */
  private static double size(Path path) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return (double) bytes;
  }

  private void serve(Timed... tasks) throws IOException {
    double enough = warmUp;
    for (Timed task : tasks) {
      double spent = 0;
      while (spent < enough) {
        spent += task.seconds();
      }
      enough = Math.min(warmUp, FURTHER_WARM_UP_SECONDS);
    }
    out.println(READY);
    while (requests.readLine() != null) {
      for (Timed task : tasks) {
        double seconds = InterleavedTiming.median(task::seconds, Math.min(warmUp, ROUND_SECONDS));
        out.println(
            new GrowthPoint(
                    curve,
                    task.series,
                    threads,
                    task.x,
                    seconds,
                    seconds,
                    Double.NaN,
                    task.memory.bytes(),
                    task.stored.bytes())
                .line());
      }
      out.println(READY);
    }
  }
}
