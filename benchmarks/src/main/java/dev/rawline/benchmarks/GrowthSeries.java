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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures one line of a curve in a process of its own, whose heap is limited, and prints its
 * points.
 */
final class GrowthSeries {
  private static final double WARM_UP_SECONDS = 0.5;

  /** The first size is repeated as long before it: until then Java compiles. */
  private static final double FIRST_WARM_UP_SECONDS = 8;

  private static final double MOST_SECONDS = 10;
  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);

  private final GrowthCurve curve;
  private final int threads;
  private final int side;
  private final int runs;
  private final Path work;
  private final PrintStream out;
  private boolean warm;

  private GrowthSeries(String[] arguments, PrintStream out) {
    curve = GrowthCurve.valueOf(arguments[0]);
    threads = Integer.parseInt(arguments[1]);
    side = Integer.parseInt(arguments[2]);
    runs = Integer.parseInt(arguments[3]);
    work = Path.of(arguments[4]);
    this.out = out;
  }

  /** A task that may fail. */
  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }

  /**
   * Prints the points.
   *
   * @param arguments the curve, the threads, the side of mosaics [px], the most runs of a point; of
   *     several it is warmed up, a folder for files, and the sizes
   * @throws IOException if files cannot be written or read
   * @throws SQLException if a lab book cannot be filled
   */
  @SuppressWarnings("SystemOut") // a process that its parent reads
  public static void main(String[] arguments) throws IOException, SQLException {
    GrowthSeries series = new GrowthSeries(arguments, System.out);
    for (String size : Arrays.asList(arguments).subList(5, arguments.length)) {
      switch (series.curve) {
        case VIEWS -> series.views(size);
        case GRADIENTS -> series.gradients(Integer.parseInt(size));
        case STATISTICS -> series.statistics(Integer.parseInt(size));
        case MOSAICS -> series.mosaic(size);
        case FILES -> series.files(size);
        case LAB_BOOK -> series.labBook(Integer.parseInt(size));
        case REFERENCE -> series.reference(Integer.parseInt(size));
      }
    }
  }

  private void views(String size) throws IOException {
    RawImage mosaic = BenchmarkMosaics.of(size);
    RenderingTree tree =
        new RenderingTree(
            ViewName.ALL.stream().map(name -> Isp.of(Camera.DRONE, name).rendering()).toList(),
            threads);
    double[] seconds = seconds(() -> tree.render(mosaic, (rendering, row, band) -> {}));
    print(onThreads(threads), mosaic.samples().length, seconds, Double.NaN, Double.NaN);
  }

  private void gradients(int images) throws IOException {
    String size = side + "x" + side;
    GradientBatch batch =
        new GradientBatch(Camera.DRONE, BenchmarkMosaics.batch(images, size), threads);
    print(onThreads(threads), images, seconds(batch::gradients), Double.NaN, Double.NaN);
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
    Path folder = work.resolve("packed");
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
    double[] seconds = seconds(() -> measure.run(set, split, 1, Progress.SILENT));
    print(ofSide(side), samples, seconds, live, size(folder));
    OutputFiles.deleteFolder(folder);
  }

  private void mosaic(String size) throws IOException {
    RawImage mosaic = BenchmarkMosaics.recorded(0, size);
    Path png = work.resolve(size + ".png");
    double[] seconds = seconds(() -> StoredTiles.writePng(mosaic, png));
    print("raw mosaic", mosaic.samples().length, seconds, Double.NaN, size(png));
    RawFiles.write(mosaic, raw(size));
  }

  /** Where the mosaics leave a raw file: to make it here would take memory. */
  private Path raw(String size) {
    return work.resolve(size + ".tiff");
  }

  private void files(String size) throws IOException {
    Path folder = work.resolve("views");
    RenderViews render =
        new RenderViews(
            folder, DRONE, ViewName.ALL, false, Development.NONE, true, RawDescription.NONE);
    List<FileOutcome> outcomes = new ArrayList<>();
    double[] seconds =
        seconds(() -> outcomes.addAll(render.run(List.of(raw(size)), Progress.SILENT)));
    if (!(outcomes.getLast() instanceof FileOutcome.Rendered rendered)) {
      throw new IOException(String.valueOf(outcomes.getLast()));
    }
    print("twelve views", (double) rendered.rawPixels(), seconds, resident(), size(folder));
    OutputFiles.deleteFolder(folder);
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
    BookLocation.Folder place = BookLocation.Folder.of(work.resolve("book" + runs));
    LabBook.open(place).close();
    LabBookTiming.fill(place.file(), runs / LabBookTiming.RUNS);
    try (LabBook book = LabBook.open(place)) {
      var questions = LabBookTiming.questions(book);
      double[] all = seconds(() -> questions.values().forEach(LabBookTiming::answer));
      print(
          "all %d questions".formatted(questions.size()),
          runs,
          all,
          Double.NaN,
          size(place.file()));
      for (var question : questions.entrySet()) {
        double[] seconds = seconds(() -> LabBookTiming.answer(question.getValue()));
        print(question.getKey(), runs, seconds, Double.NaN, Double.NaN);
      }
    }
  }

  private void reference(int images) throws IOException {
    Path packed = packed(images);
    DataSet set = PackedDataSet.open(packed);
    Path folder = work.resolve("reference" + images);
    BookLocation place = BookLocation.Folder.of(folder.resolve("book"));
    try (LabBook book = LabBook.open(place)) {
      BuildReference build =
          new BuildReference(
              folder, Optional.empty(), Optional.empty(), Optional.empty(), threads, 1, book);
      LiveHeap heap = new LiveHeap();
      QualityReference reference = build.run(set, true, heap);
      double live = heap.bytes();
      double[] seconds = seconds(() -> build.run(set, true, Progress.SILENT));
      double stored = size(folder.resolve(QualityReferenceFiles.NAME));
      print(ofSide(side), reference.images().images(), seconds, live, stored);
    }
    OutputFiles.deleteFolder(packed);
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

  /** Returns the times of a task, ascending [s]: of so many runs, or of those of ten seconds. */
  private double[] seconds(Task task) throws IOException {
    double enough = warm ? WARM_UP_SECONDS : FIRST_WARM_UP_SECONDS;
    warm = true;
    double spent = 0;
    do {
      spent += once(task);
    } while (runs > 1 && spent < enough);
    List<Double> times = new ArrayList<>();
    double sum = 0;
    while (times.isEmpty() || (times.size() < runs && sum < MOST_SECONDS)) {
      times.add(once(task));
      sum += times.getLast();
    }
    return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double once(Task task) throws IOException {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private void print(String series, double x, double[] seconds, double memory, double stored) {
    int count = seconds.length;
    double spread = count == 1 ? Double.NaN : InterleavedTiming.spread(seconds);
    double median = InterleavedTiming.middle(seconds);
    out.println(new GrowthPoint(curve, series, threads, x, median, spread, memory, stored).line());
    out.flush();
  }
}
