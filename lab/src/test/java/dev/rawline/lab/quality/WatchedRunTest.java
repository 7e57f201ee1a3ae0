package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.RawFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Known;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.lab.book.BookPlace;
import dev.rawline.lab.book.LabBook;
import dev.rawline.lab.quality.cause.CameraDifference;
import dev.rawline.lab.quality.cause.CameraNumber;
import dev.rawline.lab.quality.reference.Reference;
import dev.rawline.lab.quality.reference.References;
import dev.rawline.lab.quality.watch.Entry;
import dev.rawline.lab.quality.watch.Outcome;
import dev.rawline.lab.quality.watch.WatchFolder;
import dev.rawline.lab.quality.watch.WatchProgress;
import dev.rawline.lab.quality.watch.WatchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw files that arrive in a folder, against a reference of made-up numbers. */
class WatchedRunTest {
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

  private static WatchQuality judge(
      int seed, WatchQuality.Kind kind, double runLength, CameraDifference compensated) {
    Reference reference = References.of(References.table(24, seed), Map.of());
    return new WatchQuality(reference, RawDescription.NONE, kind, runLength, compensated);
  }

  private static WatchQuality judge() {
    return judge(1, WatchQuality.Kind.EWMA, 1000, CameraDifference.NONE);
  }

  /** Judges what is there, and returns what was noted. */
  private List<String> once(WatchQuality judge) throws IOException {
    List<String> notes = new ArrayList<>();
    try (LabBook book = LabBook.open(BookPlace.Folder.of(root.resolve("book")))) {
      new WatchedRun(
              References.of(References.table(24, 1), Map.of()),
              judge,
              WatchSettings.of(folder, state),
              book)
          .run(true, notes::add);
    }
    return notes;
  }

  private static List<Entry> entries(Path state) throws IOException {
    List<Entry> entries = new ArrayList<>();
    WatchFolder.entries(state, entries::add);
    return entries;
  }

  private Object charts(int entry) throws IOException {
    return entries(state).get(entry).state();
  }

  /** A camera that writes finished pictures beside raw ones is told of once. */
  @Test
  void finishedPicturesAreLeftAloneAndToldOfOnceAnEnding() throws IOException {
    arrives(0);
    for (String name : List.of("image-0.jpg", "image-1.jpg", "image-2.webp", "notes.yaml")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertThat(once(judge()))
        .containsExactlyInAnyOrder(
            "files that end in .jpg are finished pictures, not raw ones: they are left alone",
            "files that end in .webp are finished pictures, not raw ones: they are left alone");
    assertThat(entries(state)).extracting(Entry::name).containsExactly("image-0.tiff");
    assertThat(entries(state)).extracting(Entry::outcome).containsExactly(Outcome.JUDGED);
  }

  /** The page must not show of an image what came under its name later. */
  @Test
  void aFileThatWasWrittenToSinceHasNoPicture() throws IOException {
    arrives(0);
    assertThat(once(judge())).isEmpty();
    assertThat(pictures()).isEqualTo(1);
    arrives(0, false);
    assertThat(once(judge())).isEmpty();
    assertThat(entries(state))
        .extracting(Entry::name)
        .containsExactly("image-0.tiff", "image-0.tiff");
    assertThat(pictures()).as("of two images one is still there").isEqualTo(1);
  }

  private long pictures() throws IOException {
    return Pattern.compile("data:image/(png|jpeg)")
        .matcher(Files.readString(state.resolve("watch.html")))
        .results()
        .count();
  }

  /** Charts that were kept by other limits, or of other scores, do not go on. */
  @Test
  void chartsGoOnOnlyWhereTheyWereKeptInTheSameWay() throws IOException {
    arrives(0);
    assertThat(once(judge())).isEmpty();
    Object first = charts(0);
    arrives(1);
    assertThat(once(judge())).isEmpty();
    assertThat(charts(1)).isNotEqualTo(first);
    CameraDifference compensated = CameraDifference.NONE.with(CameraNumber.EXPOSURE, 0.1);
    List<WatchQuality> others =
        List.of(
            judge(1, WatchQuality.Kind.EWMA, 50, CameraDifference.NONE),
            judge(1, WatchQuality.Kind.CUSUM, 50, CameraDifference.NONE),
            judge(2, WatchQuality.Kind.CUSUM, 50, CameraDifference.NONE),
            judge(2, WatchQuality.Kind.CUSUM, 50, compensated));
    int number = 2;
    for (WatchQuality other : others) {
      arrives(number);
      assertThat(once(other)).singleElement().asString().endsWith("control charts begin anew");
      Path fresh = Files.createDirectory(root.resolve("alone-" + number));
      String name = "image-" + number + ".tiff";
      Files.copy(folder.resolve(name), fresh.resolve(name));
      Files.copy(RawFiles.sidecar(folder.resolve(name)), RawFiles.sidecar(fresh.resolve(name)));
      Path alone = root.resolve("state-" + number);
      try (WatchFolder watch = WatchFolder.open(WatchSettings.of(fresh, alone))) {
        watch.runOnce(other, WatchProgress.SILENT);
      }
      assertThat(charts(number)).isEqualTo(entries(alone).getFirst().state());
      assertThat(once(other)).isEmpty();
      number++;
    }
  }

  /** A lens cap over one colour must not end the watch, which would begin with it again. */
  @Test
  void aFileWithoutRedLightIsJudgedWhereExposureIsCompensated() throws IOException {
    arrives(0, false);
    once(
        judge(
            1,
            WatchQuality.Kind.EWMA,
            1000,
            CameraDifference.NONE.with(CameraNumber.EXPOSURE, -0.2)));
    assertThat(entries(state)).hasSize(1);
  }

  /** A file that says nothing of itself is shown as it is judged. */
  @Test
  void whatIsSaidOfFilesHoldsForTheirPicturesToo() throws IOException {
    ByteBuffer samples = ByteBuffer.allocate(2 * WIDTH * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(1);
    while (samples.hasRemaining()) {
      samples.putShort((short) Math.round(500 + 20 * random.nextGaussian()));
    }
    Files.write(folder.resolve("image.raw"), samples.array());
    once(
        new WatchQuality(
            References.of(References.table(24, 1), Map.of()),
            RawDescription.headerless(WIDTH, HEIGHT, 12, new Known<>(Cfa.RGGB, "test")),
            WatchQuality.Kind.EWMA,
            1000,
            CameraDifference.NONE));
    assertThat(entries(state)).singleElement().extracting(Entry::outcome).isEqualTo(Outcome.JUDGED);
    assertThat(state.resolve(WatchReport.PAGE)).content().contains("<img alt=\"image.raw\"");
  }

  private long told() {
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

  /** Files that arrive at once stand in status.json before the next one comes. */
  @Test
  void theStatusTellsOfAllFilesWhileTheWatchRests() throws IOException {
    for (int i = 0; i < 4; i++) {
      arrives(i);
    }
    Set<Long> seen = new LinkedHashSet<>();
    try (LabBook book = LabBook.open(BookPlace.Folder.of(root.resolve("book")))) {
      WatchedRun[] run = new WatchedRun[1];
      run[0] =
          new WatchedRun(
              References.of(References.table(24, 1), Map.of()),
              judge(),
              WatchSettings.of(folder, state),
              book);
      run[0].run(
          false,
          new WatchProgress() {
            private int looks;

            @Override
            public void rests() {
              seen.add(told());
              if (seen.contains(4L) || ++looks > 60) {
                run[0].requestStop();
              }
            }

            @Override
            public void notes(String note) {}
          });
    }
    assertThat(seen).contains(4L);
  }
}
