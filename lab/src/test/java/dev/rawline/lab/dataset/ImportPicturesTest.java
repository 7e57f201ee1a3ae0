package dev.rawline.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.card.Rights;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.PictureKind;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.InverseIsp;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.metric.Psnr;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.RecordedNotes;
import dev.rawline.workbench.output.FileOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPicturesTest {
  private static final int WIDTH = 33;
  private static final int HEIGHT = 20;

  @TempDir private Path work;
  private Path source;
  private Path out;

  @BeforeEach
  void makePictures() throws IOException {
    source = work.resolve("cells");
    out = work.resolve("out");
    for (int i = 0; i < 3; i++) {
      for (String name : List.of("round", "long")) {
        Files.createDirectories(source.resolve(name));
        PngFile.write(picture(i + name.length()), source.resolve(name).resolve(i + ".png"));
      }
    }
  }

  /** The stored samples are those of the inverse light path, drawn from the seed and the id. */
  @Test
  void everyImageBecomesARawImageOfTheSameName() throws IOException {
    ImportPictures.Result imported = importer(1).run(open(), Progress.SILENT);

    assertThat(imported.outcomes()).hasSize(6).allMatch(FileOutcome.Rendered.class::isInstance);
    InverseIsp inverse = new InverseIsp(Camera.DRONE, SensorSpec.DRONE);
    View picture = PictureReader.read(source.resolve("round/1.png"));
    RawImage wanted =
        inverse.recorded(inverse.expected(picture).charge(), Optional.of(new Seed(1, "round/1")));
    RawImage raw = RawFiles.read(out.resolve("images/round/1.tiff"));
    assertThat(raw.samples()).isEqualTo(wanted.samples());
    Camera itself = Camera.of(raw);
    View again = Isp.plain(itself, Bilinear.DEFAULT).apply(itself.normalise(raw));
    assertThat(Psnr.DEFAULT.of(again, picture)).isGreaterThan(30);
    assertThat(out.resolve("labels.csv"))
        .hasContent(
            """
            file,class,group
            images/long/0.tiff,long,long/0
            images/round/0.tiff,round,round/0
            images/long/1.tiff,long,long/1
            images/round/1.tiff,round,round/1
            images/long/2.tiff,long,long/2
            images/round/2.tiff,round,round/2
            """);
    assertThat(out.resolve("sensor.yaml")).exists();
    assertThat(out.resolve("overview.png")).exists();
  }

  /** The recorded errors are those that a user measures. */
  @Test
  void theReproductionErrorIsThatOfTheFiles() throws IOException {
    ImportPictures.Result imported = importer(1).run(open(), Progress.SILENT);

    List<Double> measured = new ArrayList<>();
    for (Sample sample : open().samples()) {
      RawImage raw = RawFiles.read(out.resolve("images/" + sample.id() + ".tiff"));
      View again = Isp.plain(Camera.DRONE, Bilinear.DEFAULT).apply(Camera.DRONE.normalise(raw));
      measured.add(Psnr.DEFAULT.of(again, (View) sample.picture().read()));
      Map<?, ?> psnr =
          (Map<?, ?>) JsonFile.read(out.resolve("records/" + sample.id() + ".json")).get("psnr");
      assertThat(psnr.get("bilinear as stored")).isEqualTo(measured.getLast());
    }
    measured.sort(null);
    RoundTripQuality.Spread spread = imported.reproduction().ways().get("bilinear as stored");
    assertThat(spread.worst()).isEqualTo(measured.getFirst());
    assertThat(spread.median()).isEqualTo(measured.get(3));
    assertThat(imported.reproduction().ways().sequencedKeySet())
        .containsExactly("bilinear", "bilinear as stored", "menon2007", "menon2007 as stored");
  }

  @Test
  void theSameSettingsResumeAndExtendTheSet() throws IOException {
    importer(1).run(open(), 2, Progress.SILENT);
    byte[] first = Files.readAllBytes(out.resolve("images/long/0.tiff"));
    Files.delete(out.resolve("images/round/0.tiff"));

    ImportPictures.Result again = importer(1).run(open(), Progress.SILENT);

    assertThat(again.outcomes().stream().filter(FileOutcome.Skipped.class::isInstance)).hasSize(1);
    assertThat(out.resolve("images/long/0.tiff")).hasBinaryContent(first);
    assertThat(out.resolve("images/round/0.tiff")).exists();
    assertThat(importer(1).run(open(), Progress.SILENT).outcomes())
        .allMatch(FileOutcome.Skipped.class::isInstance);
  }

  /** The same bits on one thread and on many. */
  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    importer(1).run(open(), Progress.SILENT);
    Path other = work.resolve("other");
    new ImportPictures(other, Camera.DRONE, SensorSpec.DRONE, 1, true, 1, 4)
        .run(open(), Progress.SILENT);

    for (String name : List.of("images/long/2.tiff", "labels.csv", "provenance.json")) {
      assertThat(other.resolve(name)).hasSameBinaryContentAs(out.resolve(name));
    }
  }

  @Test
  void otherSettingsAndSmallerSetsAreRefused() throws IOException {
    importer(1).run(open(), Progress.SILENT);
    List<Path> before = files();

    assertThatThrownBy(() -> importer(2).run(open(), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out
                + ": contains a data set made with other settings (seed 1, not 2); choose another folder with --out");
    assertThatThrownBy(() -> importer(1).run(open(), 4, Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out
                + ": contains 2 images beyond the requested ones, images/long/2.tiff the first of them; increase --count, or choose another folder with --out");
    assertThatThrownBy(() -> importer(1).run(open(), 7, Progress.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count is 7: expected 1 to 6 (pictures of cells)");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aChangedImageIsImportedAgain() throws IOException {
    importer(1).run(open(), Progress.SILENT);
    PngFile.write(picture(99), source.resolve("long/1.png"));

    assertThat(importer(1).run(open(), Progress.SILENT).outcomes())
        .filteredOn(FileOutcome.Rendered.class::isInstance)
        .singleElement()
        .extracting(outcome -> outcome.file().getFileName().toString())
        .isEqualTo("1.png");
  }

  @Test
  void anUnreadableImageIsRefusedAndTheOthersAreImported() throws IOException {
    Path bad = source.resolve("long/1.png");
    byte[] whole = Files.readAllBytes(bad);
    Files.write(bad, Arrays.copyOf(whole, whole.length / 2));

    ImportPictures.Result imported = importer(1).run(open(), Progress.SILENT);

    assertThat(imported.outcomes())
        .filteredOn(FileOutcome.Refused.class::isInstance)
        .singleElement()
        .extracting(outcome -> ((FileOutcome.Refused) outcome).reason())
        .asString()
        .startsWith(bad + ": is truncated or corrupt: a PNG chunk");
    assertThat(DataSets.open(out).samples()).hasSize(5);
    assertThat(out.resolve("images/long/1.tiff")).doesNotExist();
  }

  @Test
  void masksAreImportedAndThoseOfAnotherSizeRefused() throws IOException {
    Path set = Files.createDirectories(work.resolve("streets"));
    Files.createDirectories(set.resolve("images"));
    Files.createDirectories(set.resolve("masks"));
    byte[] kinds = new byte[WIDTH * HEIGHT];
    kinds[40] = 1;
    for (String name : List.of("a", "b")) {
      PngFile.write(picture(name.charAt(0)), set.resolve("images/" + name + ".png"));
    }
    MaskFile.write(new Mask(WIDTH, HEIGHT, kinds), set.resolve("masks/a.png"));
    MaskFile.write(new Mask(HEIGHT, WIDTH, kinds), set.resolve("masks/b.png"));

    ImportPictures.Result imported =
        importer(1)
            .run(
                DataSets.open(set, DataSetOptions.DEFAULT.with(PictureKind.PROCESSED)),
                Progress.SILENT);

    assertThat(MaskFile.read(out.resolve("masks/a.png"), MaskPalette.FOREGROUND).at(1, 7))
        .isEqualTo(1);
    assertThat(MaskFile.read(out.resolve("masks/a.png"), MaskPalette.FOREGROUND).coverage())
        .isEqualTo(1.0 / (WIDTH * HEIGHT));
    assertThat(imported.outcomes())
        .filteredOn(FileOutcome.Refused.class::isInstance)
        .singleElement()
        .extracting(outcome -> ((FileOutcome.Refused) outcome).reason())
        .asString()
        .isEqualTo(
            "%s: has 33×20 pixels, but its mask %s has 20×33; give a mask of the image's size"
                .formatted(set.resolve("images/b.png"), set.resolve("masks/b.png")));
  }

  @Test
  void theCardRecordsTheLicenceAndTheChanges() throws IOException {
    DataSet set = open();
    Rights rights =
        new Rights(Optional.of("CC BY 4.0"), Optional.of("A. Maker"), Optional.of("doi:1"));
    importer(1).run(new DataSet(set.name(), rights, set.samples(), set.sensor()), Progress.SILENT);

    DataCard card = DescriptionFiles.CARD.read(out.resolve(DescriptionFiles.CARD.name()));
    assertThat(card.rights().licence()).contains("CC BY 4.0");
    assertThat(card.rights().citation()).contains("doi:1");
    assertThat(card.rights().attribution().orElseThrow())
        .startsWith("A. Maker; made into raw images of camera drone by Rawline ");
    assertThat(card.contents().samples()).isEqualTo(6);
    assertThat(out.resolve("README.md"))
        .content()
        .contains("CC BY 4.0", "| bilinear as stored | median ", "Clipped light");
  }

  /**
   * White exceeds the range of the drone's sensor; the share is recorded per image and of the set.
   */
  @Test
  void clippedLightIsReported() throws IOException {
    float[] white = new float[3 * WIDTH * HEIGHT];
    Arrays.fill(white, 1);
    PngFile.write(new View(WIDTH, HEIGHT, white), source.resolve("long/0.png"));
    List<String> notes = new ArrayList<>();
    ImportPictures.Result imported = importer(1).run(open(), 1, new RecordedNotes(notes));

    assertThat(notes)
        .containsExactly(
            source.resolve("long/0.png")
                + ": 50 % of its samples exceed saturation and are clipped: less light (--light) would avoid that");
    assertThat(imported.clipped()).isEqualTo(new ImportPictures.ClippedLight(0, 0.5, 1));
  }

  @Test
  void rawImagesAreRefused() throws IOException {
    importer(1).run(open(), Progress.SILENT);

    assertThatThrownBy(
            () ->
                new ImportPictures(
                        work.resolve("twice"), Camera.DRONE, SensorSpec.DRONE, 1, true, 1, 1)
                    .run(DataSets.open(out), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out.resolve("images/long/0.tiff")
                + ": is already a raw image, one of the data set out; use this data set as it is; if its grey images are already processed by a camera, give --pictures processed");
    assertThat(work.resolve("twice")).doesNotExist();
  }

  private ImportPictures importer(long seed) {
    return new ImportPictures(out, Camera.DRONE, SensorSpec.DRONE, 1, true, seed, 1);
  }

  private DataSet open() throws IOException {
    return DataSets.open(source, DataSetOptions.DEFAULT.with(PictureKind.PROCESSED));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files.sorted().toList();
    }
  }

  /** A smooth picture of mild colours. */
  private static View picture(int phase) {
    float[] samples = new float[3 * WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      double wave = Math.sin(phase + 0.2 * (i % WIDTH) + 0.1 * (i / WIDTH % HEIGHT));
      int channel = i / (WIDTH * HEIGHT);
      samples[i] = (float) (0.55 + 0.15 * wave + 0.02 * channel);
    }
    return new View(WIDTH, HEIGHT, samples);
  }
}
