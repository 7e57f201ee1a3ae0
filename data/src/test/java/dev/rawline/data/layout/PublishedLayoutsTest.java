package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.camera.AutomaticExposure;
import dev.rawline.imaging.camera.Imager;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Scene;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import dev.rawline.scenes.SceneKind;
import dev.rawline.scenes.smear.BloodSmear;
import dev.rawline.scenes.street.AerialStreet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts of the published data sets, with pictures of simulated scenes in them. */
class PublishedLayoutsTest {
  private static final String DAMAGED = "Ma190c_lame3_zone13_composite_Mcropped_2";
  private static final List<Double> SERIES = List.of(1.0, 0.5, 0.05);

  @TempDir private static Path made;
  @TempDir private Path work;

  @BeforeAll
  static void makeTrees() throws IOException {
    makeMicroscopy(made.resolve("microscopy"));
    makeDrone(made.resolve("drone"), 160, 120, 3);
  }

  /** Returns a copy that a test may damage. */
  private Path copy(String name) throws IOException {
    Path from = made.resolve(name);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, work.resolve(name).resolve(from.relativize(path)));
      }
    }
    return work.resolve(name);
  }

  /**
   * Five basophils, five lymphocytes, of which one is the damaged crop, and four monocytes, which
   * are too few.
   */
  private static void makeMicroscopy(Path root) throws IOException {
    SceneKind smear = BloodSmear.PUBLISHED;
    Imager imager =
        new Imager(
            OpticsSpec.MICROSCOPE,
            new SensorDevice(SensorSpec.MICROSCOPE, 64, 48, 1),
            smear.white());
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (String[] crops : new String[][] {{"BAS", "5"}, {"LYT", "5"}, {"MON", "4"}}) {
      for (int i = 0; i < Integer.parseInt(crops[1]); i++) {
        String name =
            crops[0].equals("LYT") && i == 0
                ? DAMAGED
                : "Ma190c_lame%d_zone%d_composite_Mcropped_%d"
                    .formatted(1 + number % 2, 1 + number % 3, number);
        lines.add(name + " " + crops[0]);
        write(root.resolve("images"), name, imager, smear.draw(crops[0], new Seed(7, name)));
        number++;
      }
    }
    Files.createDirectories(root.resolve("labels"));
    Files.writeString(
        root.resolve("labels/Ma190c_annotations.dat"), String.join("\n", lines) + "\n");
  }

  /** Writes a scene at every intensity, without a sidecar, as published. */
  private static void write(Path images, String name, Imager imager, Scene scene)
      throws IOException {
    SensorSpec sensor = imager.device().spec();
    Irradiance light = imager.light(scene);
    Exposure exposure =
        new Exposure(
            AutomaticExposure.DEFAULT.seconds(sensor, light), sensor.referenceTemperature());
    RawImage raw = imager.record(light, exposure, new Seed(7, name));
    for (double fraction : SERIES) {
      Path file = images.resolve(IntensityFolders.folder(fraction)).resolve(name + ".tiff");
      Files.createDirectories(file.getParent());
      RawImage scaled =
          new IntensityScaling(fraction, Readout.of(sensor)).draw(new Seed(8, name)).apply(raw);
      RawFiles.write(scaled, file);
      Files.delete(RawFiles.sidecar(file));
    }
  }

  @Test
  void microscopyKeepsThePublishedCrops() throws IOException {
    OpenedDataSet opened = DataSets.find(copy("microscopy"), DataSetOptions.DEFAULT);
    DataSet set = opened.set();

    assertThat(opened.layout()).isEqualTo(Layout.RAW_MICROSCOPY);
    assertThat(set.name()).isEqualTo("raw-microscopy");
    assertThat(set.rights().licence()).contains("CC-BY-4.0");
    assertThat(set.rights().citation().orElseThrow()).contains("Luis Oala, Marco Aversa");
    assertThat(set.counts()).isEqualTo(Map.of("BAS", 5, "LYT", 4));
    assertThat(opened.notes())
        .containsExactly(
            "class MON has 4 members, and classes of at most 4 are left out:"
                + " Ma190c_lame1_zone2_composite_Mcropped_10,"
                + " Ma190c_lame2_zone3_composite_Mcropped_11,"
                + " Ma190c_lame1_zone1_composite_Mcropped_12 and 1 more");
    assertThat(set.samples()).noneMatch(sample -> sample.id().equals(DAMAGED));
    Sample first = set.samples().getFirst();
    assertThat(first.id()).isEqualTo("Ma190c_lame1_zone1_composite_Mcropped_0");
    assertThat(first.group()).isEqualTo("Ma190c_lame1_zone1");
    assertThat(first.intensity()).isEqualTo(1);
    RawImage raw = ((RawPicture) first.picture()).read();
    assertThat(raw.width()).isEqualTo(64);
    assertThat(raw.calibration().fullScale()).isEqualTo(65535);
  }

  @Test
  void severalIntensitiesKeepTheCropsOfAZoneTogether() throws IOException {
    Path root = copy("microscopy");
    DataSet set = DataSets.open(root, DataSetOptions.DEFAULT.withIntensities(List.of(1.0, 0.05)));
    assertThat(set.samples()).hasSize(18);
    assertThat(set.samples().getFirst().id())
        .isEqualTo("raw_scale100/Ma190c_lame1_zone1_composite_Mcropped_0");
    assertThat(set.samples().get(9).id())
        .isEqualTo("raw_scale005/Ma190c_lame1_zone1_composite_Mcropped_0");
    assertThat(set.samples().get(9).group()).isEqualTo("Ma190c_lame1_zone1");
    assertThat(set.samples().get(9).intensity()).isEqualTo(0.05);
    assertThat(DataSets.open(root, DataSetOptions.DEFAULT.withIntensities(List.of(0.5))).samples())
        .extracting(Sample::id)
        .contains("Ma190c_lame1_zone1_composite_Mcropped_0");
    assertThatThrownBy(
            () ->
                DataSets.open(
                    root, DataSetOptions.DEFAULT.withIntensities(List.of(0.3, 1.0, 0.25))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": has no images/raw_scale030, images/raw_scale025; it has raw_scale100,"
                + " raw_scale050, raw_scale005; request intensities that it has");
  }

  @Test
  void problemsOfTheAnnotationsAreReportedTogether() throws IOException {
    Path root = copy("microscopy");
    Path file = root.resolve("labels/Ma190c_annotations.dat");
    String text = Files.readString(file);
    Files.writeString(file, text + "one two three\n\n" + DAMAGED + " BAS\n");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            file
                + ": 2 errors\n"
                + "  - line 15 is 'one two three': expected a name and a class\n"
                + "  - line 17: "
                + DAMAGED
                + " is in line 6 already: every crop is listed once");
    Files.writeString(file, text + "gone BAS\nodd XYZ\n");
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(file + ": line 15: there is no file images/raw_scale100/gone.tiff");
    Files.writeString(file, text + "odd XYZ\n");
    assertThat(DataSets.find(root, DataSetOptions.DEFAULT).notes())
        .contains("class XYZ is none of the published ones, and its 1 members are left out: odd");
  }

  /** Full frames of streets, with the masks of their cars. */
  private static void makeDrone(Path root, int width, int height, int frames) throws IOException {
    SceneKind street = new AerialStreet();
    Imager imager =
        new Imager(
            OpticsSpec.DRONE, new SensorDevice(SensorSpec.DRONE, width, height, 1), street.white());
    Path masks = root.resolve("masks_full");
    Files.createDirectories(masks);
    for (int i = 1; i <= frames; i++) {
      String name = "DJI_" + (i == 2 ? 10 : i);
      Scene scene = street.draw(street.labels().getFirst(), new Seed(7, name));
      write(root.resolve("images_full"), name, imager, scene);
      MaskFile.write(scene.mask(imager.grid()).orElseThrow(), masks.resolve(name + "_labels.png"));
    }
  }

  @Test
  void droneFramesFindTheirMasksByTheirNames() throws IOException {
    Path root = copy("drone");
    for (String which : List.of("_full", "")) {
      if (which.isEmpty()) {
        Files.move(root.resolve("images_full"), root.resolve("images"));
        Files.move(root.resolve("masks_full"), root.resolve("masks"));
      }
      OpenedDataSet opened =
          DataSets.find(root, DataSetOptions.DEFAULT.withIntensities(List.of(1.0, 0.5)));
      assertThat(opened.layout()).isEqualTo(Layout.RAW_DRONE);
      assertThat(opened.set().samples()).hasSize(6);
      assertThat(opened.set().samples().stream().map(Sample::group).distinct())
          .containsExactly("DJI_1", "DJI_10", "DJI_3");
      for (Sample sample : opened.set().samples()) {
        assertThat(sample.label().mask().orElseThrow().name())
            .isEqualTo(
                root.resolve("masks%s/%s_labels.png".formatted(which, sample.group())).toString());
        Mask mask = sample.label().mask().orElseThrow().read();
        RawImage raw = ((RawPicture) sample.picture()).read();
        assertThat(mask.width()).isEqualTo(raw.width()).isEqualTo(160);
        assertThat(mask.height()).isEqualTo(raw.height()).isEqualTo(120);
      }
    }
    // As if unpacked from archives into one folder.
    assertThat(DataSets.open(work).samples()).hasSize(3);
  }

  @Test
  void onlyPublishedDataHasThePublishedNameAndRights() throws IOException {
    Path root = copy("drone");
    DataSet published = DataSets.open(root);
    assertThat(published.name()).isEqualTo("raw-drone");
    assertThat(published.rights().licence()).contains("CC-BY-4.0");

    Path own = work.resolve("my-frames");
    Files.move(root, own);
    Files.move(own.resolve("images_full"), own.resolve("images"));
    Files.move(own.resolve("masks_full"), own.resolve("masks"));
    DataSet mine = DataSets.open(own);
    assertThat(mine.name()).isEqualTo("my-frames");
    assertThat(mine.rights()).isEqualTo(Rights.UNKNOWN);

    DataSet named = DataSets.open(own, DataSetOptions.DEFAULT.with(Layout.RAW_DRONE));
    assertThat(named.name()).isEqualTo("raw-drone");
    assertThat(named.rights()).isEqualTo(published.rights());
  }

  @Test
  void masksOfMissingFramesAreNotMatchedToOthers() throws IOException {
    Path root = copy("drone");
    Files.delete(root.resolve("images_full/raw_scale050/DJI_10.tiff"));
    Files.delete(root.resolve("masks_full/DJI_1_labels.png"));
    assertThatThrownBy(
            () -> DataSets.open(root, DataSetOptions.DEFAULT.withIntensities(List.of(0.5))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": has 1 frames without a mask (images_full/raw_scale050/DJI_1.tiff),"
                + " and 1 masks without a frame (masks_full/DJI_10_labels.png);"
                + " give every frame one mask whose name contains the frame's");
  }

  @Test
  void numbersAreMatchedAsAWhole() throws IOException {
    Path root = copy("drone");
    Path masks = root.resolve("masks_full");
    Files.move(masks.resolve("DJI_3_labels.png"), masks.resolve("DJI_33_labels.png"));
    assertThatThrownBy(() -> DataSets.open(root))
        .hasMessageContaining("1 frames without a mask (images_full/raw_scale100/DJI_3.tiff)");
    Files.move(masks.resolve("DJI_33_labels.png"), masks.resolve("2022DJI_3.png"));
    assertThat(DataSets.open(root).samples()).hasSize(3);
  }

  @Test
  void framesWithoutMasksAreReported() throws IOException {
    Path root = copy("drone");
    Path masks = root.resolve("masks_full");
    Files.copy(masks.resolve("DJI_1_labels.png"), masks.resolve("DJI_1_again.png"));
    Files.move(masks.resolve("DJI_10_labels.png"), masks.resolve("other.png"));
    assertThatThrownBy(() -> DataSets.open(root))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            root
                + ": has two masks for the frame DJI_1 (masks_full/DJI_1_again.png and"
                + " masks_full/DJI_1_labels.png), and 1 frames without a mask"
                + " (images_full/raw_scale100/DJI_10.tiff), and 1 masks without a frame"
                + " (masks_full/other.png); give every frame one mask whose name contains the"
                + " frame's");
  }

  @Test
  @Tag("slow")
  void framesOfFullSizeOpen() throws IOException {
    Path root = work.resolve("drone");
    makeDrone(root, 5472, 3648, 1);
    Sample sample = DataSets.open(root).samples().getFirst();
    RawImage raw = ((RawPicture) sample.picture()).read();
    assertThat(raw.width()).isEqualTo(5472);
    assertThat(raw.height()).isEqualTo(3648);
    assertThat(sample.label().mask().orElseThrow().read().coverage()).isBetween(0.0001, 0.2);
  }
}
