package dev.rawline.lab.quality.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.lab.quality.InMemory;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.ChartDesign;
import dev.rawline.lab.quality.reference.ExampleReferences;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw files that arrive in a folder, compared with a synthetic reference. */
class WatchRunTest {
  private static final int WIDTH = 128;
  private static final int HEIGHT = 96;
  private static final int BLACK = 64;

  @TempDir private Path root;
  private Path folder;
  private Path state;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("incoming"));
    state = root.resolve("state");
  }

  private void arrives(int number) throws IOException {
    arrives(number, true);
  }

  private void arrives(int number, boolean redLight) throws IOException {
    Random random = new Random(number);
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      boolean red = Cfa.RGGB.siteAt(i / WIDTH, i % WIDTH) == Cfa.Site.RED;
      samples[i] = red && !redLight ? BLACK : Math.round(500 + 20 * random.nextGaussian());
    }
    RawImage image =
        new RawImage(WIDTH, HEIGHT, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(12));
    RawFiles.write(
        InMemory.stating(image, 12, SiteValues.uniform(BLACK), 4000),
        folder.resolve("image-" + number + ".tiff"));
  }

  private static RawFileInspector inspector(
      int seed, ChartDesign.Kind kind, double runLength, CameraDrift compensated) {
    QualityReference reference = ExampleReferences.of(ExampleReferences.table(24, seed), Map.of());
    return new RawFileInspector(reference, RawDescription.NONE, kind, runLength, compensated);
  }

  private static RawFileInspector inspector() {
    return inspector(1, ChartDesign.Kind.EWMA, 1000, CameraDrift.NONE);
  }

  /** Checks the files of the folder, and returns the notes. */
  private List<String> once(RawFileInspector inspector) throws IOException {
    List<String> notes = new ArrayList<>();
    try (LabBook book = LabBook.open(BookLocation.Folder.of(root.resolve("book")))) {
      new WatchRun(
              ExampleReferences.of(ExampleReferences.table(24, 1), Map.of()),
              inspector,
              usual(folder, state),
              book)
          .run(true, notes::add);
    }
    return notes;
  }

  private static List<JournalEntry> entries(Path state) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    WatchLoop.entries(state, entries::add);
    return entries;
  }

  private Object charts(int entry) throws IOException {
    return entries(state).get(entry).state();
  }

  /** Processed images next to raw ones are reported once. */
  private static WatchSettings usual(Path folder, Path state) {
    return new WatchSettings(folder, state, true, WatchSettings.QUIET, WatchSettings.PATIENCE);
  }

  @Test
  void processedImagesAreSkippedAndReportedOncePerExtension() throws IOException {
    arrives(0);
    for (String name : List.of("image-0.jpg", "image-1.jpg", "image-2.webp", "notes.yaml")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertThat(once(inspector()))
        .containsExactlyInAnyOrder(
            "files that end in .jpg are processed images, not raw files: they are ignored",
            "files that end in .webp are processed images, not raw files: they are ignored");
    assertThat(entries(state)).extracting(JournalEntry::name).containsExactly("image-0.tiff");
    assertThat(entries(state))
        .extracting(JournalEntry::outcome)
        .containsExactly(WatchOutcome.JUDGED);
  }

  /** The page must not show an image that replaced the checked one. */
  @Test
  void aFileThatChangedHasNoPreview() throws IOException {
    arrives(0);
    assertThat(once(inspector())).isEmpty();
    assertThat(pictures()).isEqualTo(1);
    arrives(0, false);
    assertThat(once(inspector())).isEmpty();
    assertThat(entries(state))
        .extracting(JournalEntry::name)
        .containsExactly("image-0.tiff", "image-0.tiff");
    assertThat(pictures()).as("of two images one is still there").isEqualTo(1);
  }

  private long pictures() throws IOException {
    return Pattern.compile("data:image/(png|jpeg)")
        .matcher(Files.readString(state.resolve("watch.html")))
        .results()
        .count();
  }

  /** Charts with other limits, or of other scores, restart. */
  @Test
  void chartsContinueOnlyWithTheSameDesign() throws IOException {
    arrives(0);
    assertThat(once(inspector())).isEmpty();
    Object first = charts(0);
    arrives(1);
    assertThat(once(inspector())).isEmpty();
    assertThat(charts(1)).isNotEqualTo(first);
    CameraDrift compensated = CameraDrift.NONE.with(DriftParameter.EXPOSURE, 0.1);
    List<RawFileInspector> others =
        List.of(
            inspector(1, ChartDesign.Kind.EWMA, 50, CameraDrift.NONE),
            inspector(1, ChartDesign.Kind.CUSUM, 50, CameraDrift.NONE),
            inspector(2, ChartDesign.Kind.CUSUM, 50, CameraDrift.NONE),
            inspector(2, ChartDesign.Kind.CUSUM, 50, compensated));
    int number = 2;
    for (RawFileInspector other : others) {
      arrives(number);
      assertThat(once(other)).singleElement().asString().endsWith("control charts restart");
      Path fresh = Files.createDirectory(root.resolve("alone-" + number));
      String name = "image-" + number + ".tiff";
      Files.copy(folder.resolve(name), fresh.resolve(name));
      Files.copy(RawFiles.sidecar(folder.resolve(name)), RawFiles.sidecar(fresh.resolve(name)));
      Path alone = root.resolve("state-" + number);
      try (WatchLoop watch = WatchLoop.open(usual(fresh, alone))) {
        watch.run(other, WatchListener.SILENT, true);
      }
      assertThat(charts(number)).isEqualTo(entries(alone).getFirst().state());
      assertThat(once(other)).isEmpty();
      number++;
    }
  }

  /** The book has of each file what the journal has, over several runs. */
  @Test
  void chartsAreMetricsOfTheRun() throws IOException {
    arrives(0);
    once(inspector());
    Files.writeString(folder.resolve("image-1.tiff"), "no image");
    for (int i = 2; i < 4; i++) {
      arrives(i);
    }
    assertThat(once(inspector())).isEmpty();
    List<JournalEntry> entries = entries(state);
    try (LabBook book = LabBook.open(BookLocation.Folder.of(root.resolve("book")))) {
      List<List<Object>> rows =
          book.query(
                  "select step, name, value from metrics where name like 'chart%' order by step,"
                      + " name",
                  1000)
              .rows();
      List<List<Object>> expected = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        RawFileFindings found = RawFileFindings.of(entries.get(i));
        if (entries.get(i).outcome() == WatchOutcome.JUDGED) {
          double limit = inspector().limit();
          double farthest =
              found.charts().values().stream()
                  .max(Comparator.comparingDouble(Math::abs))
                  .orElseThrow();
          expected.add(List.of(i + 1L, "chart", farthest / limit));
          for (String quantity : found.alarms().stream().sorted().toList()) {
            expected.add(
                List.of(i + 1L, "chart_" + quantity, found.charts().get(quantity) / limit));
          }
        }
      }
      assertThat(rows).isEqualTo(expected).hasSizeGreaterThan(3);
      assertThat(
              book.query("select count(*), min(value) from metrics where name = 'alarm_time'", 1)
                  .rows()
                  .getFirst()
                  .getFirst())
          .isEqualTo(
              entries.stream()
                  .filter(entry -> !RawFileFindings.of(entry).alarms().isEmpty())
                  .count());
    }
  }

  /** An image without one colour must not end the watch, which would restart with it. */
  @Test
  void aFileWithoutRedLightIsCheckedWithExposureCompensated() throws IOException {
    arrives(0, false);
    once(
        inspector(
            1, ChartDesign.Kind.EWMA, 1000, CameraDrift.NONE.with(DriftParameter.EXPOSURE, -0.2)));
    assertThat(entries(state)).hasSize(1);
  }

  /** The preview of a headerless file uses the description of its check. */
  @Test
  void previewsUseTheDescriptionOfHeaderlessFiles() throws IOException {
    ByteBuffer samples = ByteBuffer.allocate(2 * WIDTH * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(1);
    while (samples.hasRemaining()) {
      samples.putShort((short) Math.round(500 + 20 * random.nextGaussian()));
    }
    Files.write(folder.resolve("image.raw"), samples.array());
    once(
        new RawFileInspector(
            ExampleReferences.of(ExampleReferences.table(24, 1), Map.of()),
            RawDescription.headerless(WIDTH, HEIGHT, 12, new SourcedValue<>(Cfa.RGGB, "test")),
            ChartDesign.Kind.EWMA,
            1000,
            CameraDrift.NONE));
    assertThat(entries(state))
        .singleElement()
        .extracting(JournalEntry::outcome)
        .isEqualTo(WatchOutcome.JUDGED);
    assertThat(state.resolve(WatchReport.PAGE)).content().contains("<img alt=\"image.raw\"");
  }

  private long counted() {
    try {
      Map<String, Object> status = JsonFile.read(state.resolve(WatchReport.STATUS));
      long all = 0;
      for (String verdict : List.of("passed", "warned", "failed")) {
        all += status.get(verdict) instanceof Number count ? count.longValue() : 0;
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that arrive together are in status.json before the next one arrives. */
  @Test
  void theStatusListsAllFilesWhileTheWatchIsIdle() throws IOException {
    for (int i = 0; i < 4; i++) {
      arrives(i);
    }
    Set<Long> seen = new LinkedHashSet<>();
    try (LabBook book = LabBook.open(BookLocation.Folder.of(root.resolve("book")))) {
      WatchRun[] run = new WatchRun[1];
      run[0] =
          new WatchRun(
              ExampleReferences.of(ExampleReferences.table(24, 1), Map.of()),
              inspector(),
              usual(folder, state),
              book);
      run[0].run(
          false,
          new WatchListener() {
            private int looks;

            @Override
            public void rests() {
              seen.add(counted());
              if (seen.contains(4L) || ++looks > 60) {
                run[0].requestStop();
              }
            }

            @Override
            public void note(String note) {}
          });
    }
    assertThat(seen).contains(4L);
  }
}
