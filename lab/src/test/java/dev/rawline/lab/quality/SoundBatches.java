package dev.rawline.lab.quality;

import dev.rawline.data.card.Rights;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.IndependentCamera.Change;
import dev.rawline.lab.quality.batch.InspectedImage;
import dev.rawline.lab.quality.batch.MeasureBatch;
import dev.rawline.lab.quality.batch.MeasuredBatch;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.check.BatchCheck;
import dev.rawline.lab.quality.check.JudgeBatch;
import dev.rawline.lab.quality.check.TwoSampleComparison;
import dev.rawline.lab.quality.reference.ModelOutputs;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.QualityLimits;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * References and batches, drawn from pieces of real pictures without a common piece, and what is
 * decided of them.
 *
 * @param pictures the pieces
 * @param sensor their sensor's specification, where it is known
 * @param tiles how many tiles of a picture are taken, all on the same side; 0 where each piece is
 *     one of its own
 * @param learned a network, where its tests are made beside
 * @param outputs what it makes of each piece after each change
 * @param measured what was measured on each piece after each change; filled where it is asked for
 */
record SoundBatches(
    RealPictures pictures,
    Optional<SensorSpec> sensor,
    int tiles,
    Optional<LearnedBaseline> learned,
    Map<Change, ModelOutputs> outputs,
    Map<Change, List<Measured>> measured) {
  static final double LEVEL = 0.05;

  SoundBatches(RealPictures pictures, Optional<SensorSpec> sensor) {
    this(pictures, sensor, 0, Optional.empty(), new HashMap<>(), new HashMap<>());
  }

  /** Returns batches of so many tiles of each picture. */
  SoundBatches byPicture(int ofEach) {
    return new SoundBatches(pictures, sensor, ofEach, Optional.empty(), outputs, measured);
  }

  /** Returns batches beside which a network's tests are made. */
  SoundBatches beside(LearnedBaseline network) {
    return new SoundBatches(
        pictures, sensor, tiles, Optional.of(network), new HashMap<>(), measured);
  }

  /** Returns all pieces in random order, tiles of a picture together. */
  List<Integer> order(long seed) {
    Random random = new Random(seed);
    if (tiles == 0) {
      List<Integer> order =
          new ArrayList<>(IntStream.range(0, pictures.pieces().size()).boxed().toList());
      Collections.shuffle(order, random);
      return order;
    }
    List<List<Integer>> each = new ArrayList<>();
    pictures.byPicture().values().stream()
        .filter(own -> own.size() >= tiles)
        .forEach(
            own -> {
              List<Integer> some = new ArrayList<>(own);
              Collections.shuffle(some, random);
              each.add(some.subList(0, tiles));
            });
    Collections.shuffle(each, random);
    return each.stream().flatMap(List::stream).toList();
  }

  /** Returns the places of a batch among those that are left. */
  private int[] batch(RandomBatches random, int images) {
    return tiles == 0
        ? random.next(images)
        : IntStream.of(random.next(images / tiles))
            .flatMap(picture -> IntStream.range(tiles * picture, tiles * (picture + 1)))
            .toArray();
  }

  private InspectedImage grouped(int piece, InspectedImage image) {
    return tiles == 0
        ? image
        : new InspectedImage(
            image.name(), pictures.pieces().get(piece).picture(), image.inspection());
  }

  /** What was measured on a piece, by the physics and plainly. */
  record Measured(InspectedImage image, PlainNumbers plain) {}

  /**
   * A reference and the pieces that are left.
   *
   * @param reference the reference
   * @param own its pieces
   * @param left all others, in random order
   */
  record Split(QualityReference reference, List<Integer> own, List<Integer> left) {
    Split {
      own = List.copyOf(own);
      left = List.copyOf(left);
    }
  }

  /** Returns the specification of the camera that is not under test. */
  static SensorSpec specified() {
    return SensorSpec.MICROSCOPE.with(
        values -> {
          values.name = "independent";
          values.cfa = Optional.of(dev.rawline.imaging.frame.Cfa.GRBG);
          values.gain = IndependentCamera.GAIN;
          values.offset = IndependentCamera.BLACK;
          values.adcBits = IndependentCamera.BITS;
          values.containerBits = IndependentCamera.BITS;
          values.readNoise = 2.1;
          values.rowNoise = 0.3;
          values.photoResponseNonUniformity = 0.008;
          values.darkSignalNonUniformity = 1.5;
          values.fullWell = 13_000;
          values.hotPixels = 0;
          values.deadPixels = 0;
          values.origins = new java.util.TreeMap<>();
        });
  }

  private DataSet set(String name, List<Integer> pieces, Change change) {
    List<Sample> samples = new ArrayList<>();
    for (int piece : pieces) {
      String id = "piece-%04d".formatted(piece);
      samples.add(
          new Sample(
              id,
              new RealPictures.Recorded(id, pictures.pieces().get(piece), change),
              Label.NONE,
              tiles == 0 ? id : pictures.pieces().get(piece).picture(),
              1,
              Optional.empty()));
    }
    return new DataSet(name, Rights.UNKNOWN, samples, Optional.empty());
  }

  /**
   * Builds references of the first pieces of each order: the first one as the command does, the
   * others of the same measurements, frame and blur.
   */
  List<Split> splits(List<List<Integer>> orders, int size, Path folder) throws IOException {
    QualityReference first = built(orders.getFirst().subList(0, size), folder);
    List<Measured> all = all(Change.NONE, first);
    List<Split> splits = new ArrayList<>();
    for (List<Integer> order : orders) {
      List<Integer> own = order.subList(0, size);
      List<InspectedImage> images =
          own.stream().map(piece -> grouped(piece, all.get(piece).image())).toList();
      QualityReference reference =
          splits.isEmpty()
              ? first
              : new QualityReference(
                  "reference " + splits.size(),
                  first.frame(),
                  QuantityTable.of(images),
                  images.stream().map(image -> image.inspection().fingerprint()).toList(),
                  InspectedImage.anomalies(images),
                  first.defects(),
                  first.pattern(),
                  Optional.empty(),
                  first.blur(),
                  first.sensor(),
                  first.tolerance(),
                  first.model(),
                  first.origin());
      splits.add(new Split(reference, own, order.subList(size, order.size())));
    }
    return splits;
  }

  /** Builds a reference of pieces as the command does. */
  QualityReference built(List<Integer> own, Path folder) throws IOException {
    try (LabBook book = LabBook.open(BookLocation.Folder.of(folder.resolve("book")))) {
      return new BuildReference(
              folder.resolve("reference"),
              sensor,
              Optional.empty(),
              Optional.empty(),
              Parallel.CORES,
              1,
              book)
          .run(set("reference", own, Change.NONE), true, Progress.SILENT);
    }
  }

  /**
   * Returns what was measured on all pieces after a change, by the inspector of a reference; kept
   * in the folder that {@code -Drawline.measured} names, where it does.
   */
  List<Measured> all(Change change, QualityReference reference) {
    return measured.computeIfAbsent(
        change,
        _ -> {
          try {
            return MeasuredPieces.of(this, change, reference.frame().inspector());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Measures a batch from its images on, as the command does. */
  MeasuredBatch whole(Split split, List<Integer> pieces, Change change) throws IOException {
    return new MeasureBatch(
            "images", split.reference.frame().inspector(), Parallel.CORES, Path.of(""))
        .run("batch", set("batch", pieces, change).samples(), Progress.SILENT);
  }

  /** Returns a batch of what was measured; its defective pixels and patterns are not sought. */
  MeasuredBatch known(Split split, List<Integer> pieces, Change change) {
    List<Measured> all = all(change, split.reference);
    return new MeasuredBatch(
        "batch",
        pieces.stream().map(piece -> grouped(piece, all.get(piece).image())).toList(),
        Optional.empty());
  }

  boolean plainlyDrifted(Split split, List<Integer> pieces, Change change) {
    List<Measured> usual = all(Change.NONE, split.reference);
    List<Measured> came = all(change, split.reference);
    return PlainTests.of(
            split.own.stream().map(piece -> usual.get(piece).plain()).toList(),
            pieces.stream().map(piece -> came.get(piece).plain()).toList())
        .drifted(LEVEL);
  }

  static BatchCheck check(QualityReference reference, MeasuredBatch batch) {
    return new JudgeBatch(
            reference, QualityLimits.usual(), TwoSampleComparison.KOLMOGOROV_SMIRNOV, LEVEL, 1)
        .of(batch, Optional.empty());
  }

  /**
   * What was decided of many batches.
   *
   * @param checks what was decided of each; of each reference the same number
   * @param plain how many of them mean and contrast call drifted
   * @param learned how many each test of the network calls drifted
   */
  record Decided(List<List<BatchCheck>> checks, int plain, List<Integer> learned) {
    long count(Predicate<BatchCheck> what) {
      return checks.stream().flatMap(List::stream).filter(what).count();
    }

    int batches() {
      return checks.stream().mapToInt(List::size).sum();
    }
  }

  /** Draws batches from what is left of splits, and decides. */
  Decided decide(List<Split> splits, int images, int batches, Change change) {
    splits.forEach(split -> all(change, split.reference));
    List<List<BatchCheck>> checks = new ArrayList<>();
    learned.ifPresent(
        network -> {
          outputs.computeIfAbsent(Change.NONE, of -> network.outputs(pictures, of));
          outputs.computeIfAbsent(change, of -> network.outputs(pictures, of));
        });
    int[] plain = new int[splits.size()];
    AtomicIntegerArray found = new AtomicIntegerArray(LearnedBaseline.TESTS.size());
    splits.forEach(_ -> checks.add(new ArrayList<>()));
    Parallel.forEach(
        Parallel.CORES,
        splits.size(),
        s -> {
          Split split = splits.get(s);
          RandomBatches random =
              new RandomBatches(split.left.size() / Math.max(1, tiles), 1000L * images + s);
          for (int i = 0; i < batches; i++) {
            List<Integer> pieces =
                IntStream.of(batch(random, images)).mapToObj(split.left::get).toList();
            checks.get(s).add(check(split.reference, known(split, pieces, change)));
            plain[s] += plainlyDrifted(split, pieces, change) ? 1 : 0;
            if (learned.isPresent()) {
              boolean[] drifted =
                  LearnedBaseline.drifted(
                      outputs.get(Change.NONE), split.own, outputs.get(change), pieces, LEVEL);
              for (int test = 0; test < drifted.length; test++) {
                found.addAndGet(test, drifted[test] ? 1 : 0);
              }
            }
          }
        });
    return new Decided(
        checks,
        Arrays.stream(plain).sum(),
        IntStream.range(0, found.length()).mapToObj(found::get).toList());
  }
}
