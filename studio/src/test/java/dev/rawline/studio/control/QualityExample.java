package dev.rawline.studio.control;

import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.quality.BuildReference;
import dev.rawline.lab.quality.CheckQuality;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.lab.quality.watch.RawFileInspector;
import dev.rawline.lab.quality.watch.WatchListener;
import dev.rawline.lab.quality.watch.WatchRun;
import dev.rawline.lab.quality.watch.WatchSettings;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A small camera: its reference, a folder in which its files arrive, a watch, and a batch. */
public final class QualityExample {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int BLACK = 64;
  private static final int WHITE = 4000;
  private static final int BITS = 12;

  private final Path folder;
  private final LabBook book;
  private final QualityReference reference;

  /**
   * Builds the reference.
   *
   * @param folder where everything is made: reference, incoming, state
   */
  public QualityExample(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("incoming"));
    for (int i = 0; i < 24; i++) {
      write(folder.resolve("normal/image-%02d.tiff".formatted(i)), i, 1);
    }
    book = LabBook.open(BookLocation.Folder.of(folder.resolveSibling("book")));
    reference =
        new BuildReference(
                folder.resolve("reference"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                book)
            .run(open(folder.resolve("normal")), false, Progress.SILENT);
  }

  private static DataSet open(Path folder) throws IOException {
    return DataSets.open(folder, DataSetOptions.DEFAULT.with(PictureKind.RAW));
  }

  private static void write(Path file, int seed, double light) throws IOException {
    Files.createDirectories(file.getParent());
    Random random = new Random(seed);
    double level = light * (600 + 40 * random.nextGaussian());
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      double scene =
          level * (0.6 + 0.4 * (i % WIDTH) / WIDTH + (i / WIDTH / 8 + i % WIDTH / 8) % 2);
      double noise = Math.sqrt(4 + scene) * random.nextGaussian();
      samples[i] = Math.clamp(Math.round(BLACK + scene + noise), 0, WHITE);
    }
    RawFiles.write(
        new RawImage(
            WIDTH,
            HEIGHT,
            Cfa.RGGB,
            RawImage.Unit.DN,
            samples,
            Calibration.ofLevels(BITS, SiteValues.uniform(BLACK), WHITE, "test")),
        file);
  }

  /** A file arrives whose light differs by a factor. */
  public void arrives(int number, double light) throws IOException {
    write(folder.resolve("incoming/frame-%03d.tiff".formatted(number)), 1000 + number, light);
  }

  /** A file arrives that is no raw file. */
  public void arrivesBroken(int number) throws IOException {
    Files.writeString(folder.resolve("incoming/frame-%03d.tiff".formatted(number)), "broken");
  }

  /** Checks the files that have arrived. */
  public Verdict watch() throws IOException {
    return new WatchRun(
            reference,
            new RawFileInspector(
                reference, RawDescription.NONE, ChartDesign.Kind.EWMA, 1000, CameraDrift.NONE),
            new WatchSettings(
                folder.resolve("incoming"),
                folder.resolve("state"),
                true,
                Duration.ofMillis(10),
                Duration.ofMillis(20)),
            book)
        .run(true, WatchListener.SILENT);
  }

  /** Checks a batch of some images, whose light differs by a factor, one by more. */
  public Verdict check(String name, int images, double light) throws IOException {
    Path data = folder.resolve("data-" + name);
    for (int i = 0; i < images; i++) {
      write(data.resolve("image-%02d.tiff".formatted(i)), 500 + i, i == 3 ? 4 : light);
    }
    LinkedHashMap<String, String> keys = new LinkedHashMap<>();
    keys.put("name", name);
    keys.put("reference", folder.resolve("reference").toString());
    keys.put("data", data.toString());
    return new CheckQuality(
            QualityPlan.FILE.read(Optional.empty(), keys),
            reference,
            CameraDrift.NONE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            folder.resolve("checks").resolve(name),
            book)
        .run(open(data), Progress.SILENT)
        .check()
        .verdict();
  }
}
