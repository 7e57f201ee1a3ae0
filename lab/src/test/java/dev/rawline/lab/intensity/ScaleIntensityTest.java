package dev.rawline.lab.intensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.card.DataCard;
import dev.rawline.data.card.DataSetCounts;
import dev.rawline.data.card.Rights;
import dev.rawline.data.config.CorrectionMapFiles;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.layout.DataSets;
import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.FixedPattern;
import dev.rawline.imaging.sensor.GainCurve;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.CorrectionMaps;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.IntensityScaling.Method;
import dev.rawline.lab.Mosaics;
import dev.rawline.lab.RecordedNotes;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.Version;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleIntensityTest {
  @TempDir private Path work;
  private Path data;
  private Path out;

  /** A data set of two mosaics of the drone sensor, one with a saturated corner and a mask. */
  @BeforeEach
  void makeDataSet() throws IOException {
    data = work.resolve("data");
    out = work.resolve("deep/out");
    Files.createDirectories(data.resolve("images"));
    Files.createDirectories(data.resolve("masks"));
    RawFiles.write(mosaic(1, false), data.resolve("images/000001.tiff"));
    RawFiles.write(mosaic(2, true), data.resolve("images/000002.tiff"));
    byte[] kinds = new byte[80 * 60];
    kinds[81] = 1;
    MaskFile.write(new Mask(80, 60, kinds), data.resolve("masks/000001.png"));
    Files.writeString(
        data.resolve("labels.csv"),
        "file,class,group\nimages/000001.tiff,car,g1\nimages/000002.tiff,none,g2\n");
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, data.resolve("sensor.yaml"));
  }

  @Test
  void aDataSetIsScaledToEveryIntensity() throws IOException {
    List<FileOutcome> outcomes =
        command(Method.THINNING, IntensityScaling.PUBLISHED_SERIES, false)
            .run(List.of(data), Progress.SILENT);

    assertThat(outcomes).hasSize(2).allMatch(FileOutcome.Rendered.class::isInstance);
    for (String scale : List.of("100", "075", "050", "025", "010", "005", "001")) {
      assertThat(out.resolve("images/raw_scale" + scale)).isDirectoryContaining("glob:**.tiff");
    }
    assertThat(Files.readAllLines(out.resolve("labels.csv")))
        .hasSize(15)
        .startsWith(
            "file,class,group,intensity",
            "images/raw_scale100/000001.tiff,car,g1,1.0",
            "images/raw_scale100/000002.tiff,none,g2,1.0")
        .contains("images/raw_scale005/000002.tiff,none,g2,0.05");
    assertThat(out.resolve("masks/000001.png"))
        .hasSameBinaryContentAs(data.resolve("masks/000001.png"));
    assertThat(out.resolve("saturated/000001.png")).doesNotExist();
    assertThat(out.resolve("saturated/000002.png")).exists();
    assertThat(out.resolve("overview.png")).exists();
    assertThat(DescriptionFiles.SENSOR.read(out.resolve("sensor.yaml")))
        .isEqualTo(SensorSpec.DRONE);
    assertThat(files().keySet()).noneMatch(name -> name.endsWith(".part"));

    RawImage source = RawFiles.read(data.resolve("images/000001.tiff"));
    assertThat(RawFiles.read(out.resolve("images/raw_scale100/000001.tiff")).samples())
        .containsExactly(source.samples());
    RawImage quarter = RawFiles.read(out.resolve("images/raw_scale025/000001.tiff"));
    assertThat(quarter.calibration().exposureSeconds().orElseThrow().value()).isEqualTo(0.0025);
    assertThat(quarter.calibration().blackLevel().orElseThrow().value())
        .isEqualTo(SiteValues.uniform(4096));
    assertThat(quarter.cfa()).isEqualTo(Cfa.GRBG);
    assertThat(mean(quarter) - 4096).isCloseTo((mean(source) - 4096) / 4, within(40.0));
  }

  @Test
  void theDataCardHasParametersSaturationAndChecks() throws IOException {
    command(Method.THINNING, List.of(0.5, 0.1), false).run(List.of(data), Progress.SILENT);

    Map<String, Object> card = JsonFile.read(out.resolve("provenance.json"));
    assertThat(card)
        .containsEntry("series", List.of(0.5, 0.1))
        .containsEntry("method", "thinning")
        .containsEntry("seed", 7)
        .containsKeys("sensor", "rawline", "seedOfAFile");
    Map<?, ?> files = (Map<?, ?>) card.get("files");
    Map<?, ?> second = (Map<?, ?>) files.get("images/000002.tiff");
    assertThat(second.get("saturatedShare")).isEqualTo(25.0 / (80 * 60));
    for (Object file : files.values()) {
      Map<?, ?> intensities = (Map<?, ?>) ((Map<?, ?>) file).get("intensities");
      for (Object check : intensities.values()) {
        Map<?, ?> numbers = (Map<?, ?>) check;
        assertThat((Double) numbers.get("meanRatio")).isCloseTo(1, within(0.02));
        assertThat((Double) numbers.get("addedNoiseRatio")).isCloseTo(1, within(0.15));
      }
    }
  }

  @Test
  void aSaturatedFileCannotBeChecked() throws IOException {
    RawImage raw = mosaic(1, false);
    float[] full = new float[raw.samples().length];
    Arrays.fill(full, 65520);
    RawFiles.write(raw.with(RawImage.Unit.DN, full), data.resolve("images/000001.tiff"));
    List<String> notes = new ArrayList<>();
    command(Method.THINNING, List.of(0.5), false).run(List.of(data), new RecordedNotes(notes));

    Map<?, ?> files = (Map<?, ?>) JsonFile.read(out.resolve("provenance.json")).get("files");
    Map<?, ?> first = (Map<?, ?>) files.get("images/000001.tiff");
    assertThat(first.get("saturatedShare")).isEqualTo(1.0);
    assertThat(first.get("intensities"))
        .hasToString(
            "{0.5={checkedPixels=0, meanElectrons=null, meanRatio=null, addedNoiseRatio=null}}");
    assertThat(notes)
        .containsExactly(
            data.resolve("images/000001.tiff")
                + ": 100 % of its pixels are saturated: they have lost light that nothing brings"
                + " back");
  }

  @Test
  void samplesBetweenTheStepsOfTheSensorAreOfAnotherSensor() throws IOException {
    RawImage raw = mosaic(1, false);
    float[] shifted = raw.samples().clone();
    for (int i = 0; i < shifted.length; i += 10) {
      shifted[i] += 1;
    }
    Path file = data.resolve("images/000001.tiff");
    RawFiles.write(raw.with(RawImage.Unit.DN, shifted), file);
    List<FileOutcome> outcomes =
        command(Method.THINNING, List.of(0.5), false).run(List.of(data), Progress.SILENT);

    assertThat(outcomes.getFirst())
        .isEqualTo(
            new FileOutcome.Refused(
                file,
                file
                    + ": has 10 % of its samples between the steps of 16 DN in which the sensor"
                    + " drone stores; name the sensor that recorded it with --sensor"));
  }

  /** A calibration knows 12 bits of files of 16: what fits is the sensor's, whatever holds it. */
  @Test
  void numbersOfFewerBitsMayBeStoredInSixteen() throws IOException {
    SensorSpec unshifted = SensorSpec.DRONE.with(values -> values.containerBits = 12);
    RawImage raw = mosaic(1, false);
    float[] numbers = raw.samples().clone();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] /= 16;
    }
    Path file = work.resolve("numbers.tiff");
    RawFiles.write(
        new RawImage(
            raw.width(),
            raw.height(),
            raw.cfa(),
            RawImage.Unit.DN,
            numbers,
            Calibration.unknown(16)),
        file);
    assertThat(half(out, Optional.of(unshifted)).run(List.of(file), Progress.SILENT))
        .hasOnlyElementsOfType(FileOutcome.Rendered.class);
    assertThat(mean(RawFiles.read(out.resolve("images/raw_scale050/numbers.tiff"))))
        .isCloseTo(256 + (mean(raw) / 16 - 256) / 2, within(0.5));

    Path shifted = data.resolve("images/000001.tiff");
    assertThat(
            half(work.resolve("shifted"), Optional.of(unshifted))
                .run(List.of(shifted), Progress.SILENT)
                .getFirst())
        .isEqualTo(
            new FileOutcome.Refused(
                shifted,
                shifted
                    + ": has samples of 16 bits, but the sensor drone stores 12; name the sensor"
                    + " that recorded it with --sensor"));
  }

  /** The checks of a run foretell mean and noise on a curve, and its settings hold the curve. */
  @Test
  void aSensorMayHaveItsGainAsACurve() throws IOException {
    GainCurve curve = new GainCurve(List.of(300.0), List.of(0.7));
    SensorSpec sensor =
        SensorSpec.DRONE.with(
            values -> {
              values.cfa = Optional.of(Cfa.GRBG);
              values.gainCurve = Optional.of(curve);
            });
    Path file = work.resolve("flat.tiff");
    RawFiles.write(
        new SensorDevice(sensor, FixedPattern.even(sensor, 200, 200))
            .flat(2000, new Exposure(0.01, 25), new Seed(3, "flat")),
        file);
    half(out, Optional.of(sensor)).run(List.of(file), Progress.SILENT);
    Map<String, Object> card = JsonFile.read(out.resolve("provenance.json"));
    assertThat(((Map<?, ?>) card.get("sensor")).get("gainCurve")).isEqualTo(curve.toString());
    Map<?, ?> files = (Map<?, ?>) card.get("files");
    Map<?, ?> checks =
        (Map<?, ?>)
            ((Map<?, ?>) ((Map<?, ?>) files.values().iterator().next()).get("intensities"))
                .get("0.5");
    assertThat((Double) checks.get("meanRatio")).isCloseTo(1, within(0.002));
    assertThat((Double) checks.get("addedNoiseRatio")).isCloseTo(1, within(0.03));
  }

  @Test
  void theFullIntensityAddsNoNoise() throws IOException {
    command(Method.THINNING, List.of(1.0), false).run(List.of(data), Progress.SILENT);
    Map<?, ?> files = (Map<?, ?>) JsonFile.read(out.resolve("provenance.json")).get("files");
    Map<?, ?> first = (Map<?, ?>) files.get("images/000001.tiff");
    Map<?, ?> whole = (Map<?, ?>) ((Map<?, ?>) first.get("intensities")).get("1.0");
    assertThat(whole.get("meanRatio")).isEqualTo(1.0);
    assertThat(whole.get("addedNoiseRatio")).isNull();
  }

  @Test
  void aDifferentSensorIsReported() throws IOException {
    Files.writeString(
        data.resolve("sensor.yaml"),
        DescriptionFiles.SENSOR.text(SensorSpec.DRONE).replace("gain: 0.528", "gain: 0.32"));
    ScaleIntensity scale = half(out, Optional.of(SensorSpec.DRONE));
    List<String> notes = new ArrayList<>();
    scale.run(List.of(data), new RecordedNotes(notes));
    assertThat(notes)
        .containsExactly(
            data.resolve("sensor.yaml")
                + ": states that another sensor recorded these files (drone, not drone: it has"
                + " {gain=0.32}); the given one is used");
    Map<?, ?> ignored =
        (Map<?, ?>) JsonFile.read(out.resolve("provenance.json")).get("sensorOfTheDataSet");
    assertThat(ignored.get("gain")).isEqualTo(0.32);

    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, data.resolve("sensor.yaml"));
    notes.clear();
    scale.run(List.of(data), new RecordedNotes(notes));
    assertThat(notes).isEmpty();
    assertThat(JsonFile.read(out.resolve("provenance.json")))
        .doesNotContainKey("sensorOfTheDataSet");
  }

  @Test
  void scaledDataAreNotScaledAgainOrMixedWithOtherIntensities() throws IOException {
    command(Method.THINNING, List.of(0.5, 0.1), false).run(List.of(data), Progress.SILENT);
    assertThatThrownBy(
            () -> command(Method.THINNING, List.of(0.5), false).run(List.of(data), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out
                + ": contains intensities that are not in --series (raw_scale010); add them to"
                + " --series, or choose another folder with --out");
    ScaleIntensity again = half(work.resolve("again"), Optional.empty());
    assertThatThrownBy(() -> again.run(List.of(out), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out
                + ": contains images whose intensity is already scaled (provenance.json); scale the"
                + " original data set, to every intensity at once");
  }

  @Test
  void unsaturatedImagesHaveNoSaturationMask() throws IOException {
    command(Method.THINNING, List.of(0.5), false).run(List.of(data), Progress.SILENT);
    assertThat(out.resolve("saturated/000002.png")).exists();
    RawFiles.write(mosaic(2, false), data.resolve("images/000002.tiff"));
    command(Method.THINNING, List.of(0.5), true).run(List.of(data), Progress.SILENT);
    assertThat(out.resolve("saturated/000002.png")).doesNotExist();
  }

  @Test
  void aSecondRunMakesOnlyMissingFiles() throws IOException {
    ScaleIntensity scale = command(Method.GAUSSIAN, List.of(0.5, 0.1), false);
    scale.run(List.of(data), Progress.SILENT);
    Map<String, Object> first = files();

    assertThat(scale.run(List.of(data), Progress.SILENT))
        .allMatch(FileOutcome.Skipped.class::isInstance);
    byte[] before = Files.readAllBytes(out.resolve("images/raw_scale010/000002.tiff"));
    Files.delete(out.resolve("images/raw_scale010/000002.tiff"));
    List<FileOutcome> third = scale.run(List.of(data), Progress.SILENT);
    assertThat(third.get(0)).isInstanceOf(FileOutcome.Skipped.class);
    assertThat(third.get(1)).isInstanceOf(FileOutcome.Rendered.class);
    assertThat(out.resolve("images/raw_scale010/000002.tiff")).hasBinaryContent(before);

    assertThat(
            command(Method.GAUSSIAN, List.of(0.5, 0.1), true).run(List.of(data), Progress.SILENT))
        .allMatch(FileOutcome.Rendered.class::isInstance);
    assertThat(files().keySet()).isEqualTo(first.keySet());
    assertThat(
            command(Method.THINNING, List.of(0.5, 0.1), false).run(List.of(data), Progress.SILENT))
        .allMatch(FileOutcome.Rendered.class::isInstance);
  }

  @Test
  void otherContentOfTheSameNameIsRefused() throws IOException {
    ScaleIntensity scale = command(Method.THINNING, List.of(0.5), false);
    scale.run(List.of(data), Progress.SILENT);
    RawFiles.write(mosaic(3, false), data.resolve("images/000001.tiff"));

    assertThat(scale.run(List.of(data), Progress.SILENT).getFirst())
        .isEqualTo(
            new FileOutcome.Refused(
                data.resolve("images/000001.tiff"),
                data.resolve("images/000001.tiff")
                    + ": the outputs of this name were made from different content ("
                    + out.resolve("records/000001.json")
                    + "); choose another folder with --out, or replace them with --force"));
  }

  @Test
  void foldersAndListsOfFilesNeedASensor() throws IOException {
    Path images = data.resolve("images");
    ScaleIntensity nameless = command(Method.THINNING, List.of(0.5), false);
    assertThatThrownBy(() -> nameless.run(List.of(images), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            images
                + ": there is no sensor.yaml of the recording sensor; name the sensor with --sensor"
                + " drone, microscope or the path of a sensor.yaml");
    ScaleIntensity named = half(out, Optional.of(SensorSpec.DRONE));
    assertThat(named.run(List.of(images), Progress.SILENT))
        .hasSize(2)
        .allMatch(FileOutcome.Rendered.class::isInstance);
    assertThat(out.resolve("labels.csv")).doesNotExist();
  }

  @Test
  void unlabelledDataKeepGroupsSubsetsMasksAndCard() throws IOException {
    Files.writeString(
        data.resolve("labels.csv"),
        """
        file,class,group,split,licence
        images/000001.tiff,,photo 1,train,CC0-1.0
        images/000002.tiff,,photo 1,train,CC0-1.0
        """);
    command(Method.THINNING, List.of(0.5, 0.1), false).run(List.of(data), Progress.SILENT);

    assertThat(Files.readAllLines(out.resolve("labels.csv")))
        .containsExactly(
            "file,class,group,intensity,split",
            "images/raw_scale050/000001.tiff,,photo 1,0.5,train",
            "images/raw_scale050/000002.tiff,,photo 1,0.5,train",
            "images/raw_scale010/000001.tiff,,photo 1,0.1,train",
            "images/raw_scale010/000002.tiff,,photo 1,0.1,train");
    DataCard card = DescriptionFiles.CARD.read(out.resolve("card.yaml"));
    assertThat(card.name()).isEqualTo("data in less light");
    assertThat(card.rights().licence()).contains("CC0-1.0");
    assertThat(card.contents().groups()).isEqualTo(1);
    assertThat(card.contents().masks()).isEqualTo(2);
    assertThat(DataSets.open(out).samples())
        .allMatch(sample -> sample.side().equals(Optional.of(Subset.TRAIN)));
  }

  @Test
  void aFolderOfImagesHasATableOnlyIfACardNamesIt() throws IOException {
    Files.delete(data.resolve("labels.csv"));
    Files.delete(data.resolve("masks/000001.png"));
    ScaleIntensity scale = command(Method.THINNING, List.of(0.5), false);
    scale.run(List.of(data), Progress.SILENT);
    assertThat(out.resolve("labels.csv")).doesNotExist();
    assertThat(out.resolve("card.yaml")).doesNotExist();

    DescriptionFiles.CARD.write(
        new DataCard(
            "lawns",
            "Lawns from above.",
            new Rights(Optional.of("CC0-1.0"), Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(1.0),
            new DataSetCounts(2, 2, 0, new TreeMap<>()),
            "0".repeat(64),
            "by hand"),
        data.resolve("card.yaml"));
    scale.run(List.of(data), Progress.SILENT);
    assertThat(Files.readAllLines(out.resolve("labels.csv")))
        .contains("images/raw_scale050/000002.tiff,,images/000002,0.5");
    assertThat(DescriptionFiles.CARD.read(out.resolve("card.yaml")).name())
        .isEqualTo("lawns in less light");
  }

  @Test
  void publishedDataKeepNameLicenceAndCitation() throws IOException {
    Path published = work.resolve("cache-entry");
    Files.createDirectories(published.resolve("images_full/raw_scale100"));
    Files.createDirectories(published.resolve("masks_full"));
    RawFiles.write(mosaic(1, false), published.resolve("images_full/raw_scale100/DJI_1.tiff"));
    MaskFile.write(
        new Mask(80, 60, new byte[80 * 60]), published.resolve("masks_full/DJI_1_mask.png"));
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, published.resolve("sensor.yaml"));
    command(Method.THINNING, List.of(0.5), false).run(List.of(published), Progress.SILENT);

    DataCard card = DescriptionFiles.CARD.read(out.resolve("card.yaml"));
    assertThat(card.name()).isEqualTo("raw-drone in less light");
    assertThat(card.rights().licence()).contains("CC-BY-4.0");
    assertThat(card.rights().citation().orElseThrow()).contains("Luis Oala, Marco Aversa");
    assertThat(card.rights().attribution().orElseThrow())
        .startsWith("raw-drone, zenodo:10.5281/zenodo.5235536; scaled in intensity by Rawline");
  }

  @Test
  void framesInFoldersOfThePublishedLayoutGetNoLicence() throws IOException {
    Path own = work.resolve("my-frames");
    Files.createDirectories(own.resolve("images/raw_scale050"));
    Files.createDirectories(own.resolve("masks"));
    RawFiles.write(mosaic(1, false), own.resolve("images/raw_scale050/a.tiff"));
    MaskFile.write(new Mask(80, 60, new byte[80 * 60]), own.resolve("masks/a.png"));
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, own.resolve("sensor.yaml"));
    command(Method.THINNING, List.of(0.5), false).run(List.of(own), Progress.SILENT);

    DataCard card = DescriptionFiles.CARD.read(out.resolve("card.yaml"));
    assertThat(card.name()).isEqualTo("my-frames in less light");
    assertThat(card.rights())
        .isEqualTo(Rights.UNKNOWN.changed("scaled in intensity by Rawline " + Version.CURRENT));
    assertThat(card.intensities()).containsExactly(0.25);
  }

  @Test
  void intensitiesOfIntensitiesMultiply() throws IOException {
    Files.writeString(
        data.resolve("labels.csv"),
        """
        file,class,group,intensity
        images/000001.tiff,car,g1,0.1
        images/000002.tiff,none,g2,1
        """);
    ScaleIntensity scale = command(Method.THINNING, List.of(1.0, 0.1), false);
    scale.run(List.of(data), Progress.SILENT);

    assertThat(Files.readAllLines(out.resolve("labels.csv")))
        .containsExactly(
            "file,class,group,intensity",
            "images/raw_scale010/000001.tiff,car,g1,0.1",
            "images/raw_scale100/000002.tiff,none,g2,1.0",
            "images/raw_scale001/000001.tiff,car,g1,0.01",
            "images/raw_scale010/000002.tiff,none,g2,0.1");
    RawImage source = RawFiles.read(data.resolve("images/000001.tiff"));
    RawImage tenth = RawFiles.read(out.resolve("images/raw_scale001/000001.tiff"));
    assertThat(mean(tenth) - 4096).isCloseTo((mean(source) - 4096) / 10, within(20.0));
    assertThat(DataSets.open(out, DataSetOptions.DEFAULT.withIntensities(List.of(0.01))).samples())
        .hasSize(1);
    assertThat(DescriptionFiles.CARD.read(out.resolve("card.yaml")).intensities())
        .containsExactly(1.0, 0.1, 0.01);
    assertThat(scale.run(List.of(data), Progress.SILENT))
        .allMatch(FileOutcome.Skipped.class::isInstance);
  }

  @Test
  void aSceneInTwoIntensitiesIsRefused() throws IOException {
    Files.createDirectories(data.resolve("images/raw_scale050"));
    Path dim = data.resolve("images/raw_scale050/000001.tiff");
    RawFiles.write(mosaic(3, false), dim);
    Files.writeString(
        data.resolve("labels.csv"),
        """
        file,class,intensity
        images/000001.tiff,car,1
        images/raw_scale050/000001.tiff,car,0.5
        """);
    List<FileOutcome> outcomes =
        command(Method.THINNING, List.of(1.0, 0.5), false).run(List.of(data), Progress.SILENT);
    assertThat(outcomes.getLast())
        .isEqualTo(
            new FileOutcome.Refused(
                dim,
                dim
                    + ": its outputs would have the names of those of images/000001.tiff, of"
                    + " another intensity; scale it into another folder with --out"));
    assertThat(Files.readAllLines(out.resolve("labels.csv"))).hasSize(3);
  }

  @Test
  void anUnreadableOrMisfittingMaskRefusesOnlyItsFile() throws IOException {
    Path file = data.resolve("images/000001.tiff");
    Path mask = data.resolve("masks/000001.png");
    ScaleIntensity scale = command(Method.THINNING, List.of(0.5), false);
    MaskFile.write(new Mask(60, 80, new byte[80 * 60]), mask);
    assertThat(scale.run(List.of(data), Progress.SILENT).getFirst())
        .isEqualTo(
            new FileOutcome.Refused(
                file,
                file
                    + ": has 80×60 pixels, but its mask "
                    + mask
                    + " has 60×80; give a mask of the image's size"));
    Files.writeString(mask, "no mask");
    List<FileOutcome> outcomes = scale.run(List.of(data), Progress.SILENT);
    assertThat(outcomes.getFirst())
        .isEqualTo(
            new FileOutcome.Refused(
                file, mask + ": is no PNG or TIFF; give a mask as PNG or TIFF"));
    assertThat(outcomes.getLast()).isInstanceOf(FileOutcome.Skipped.class);
    assertThat(DescriptionFiles.CARD.read(out.resolve("card.yaml")).contents().samples())
        .isEqualTo(1);
  }

  @Test
  void anEmptyFolderReportsWhatWasLookedFor() throws IOException {
    Path empty = Files.createDirectories(work.resolve("empty"));
    ScaleIntensity scale = command(Method.THINNING, List.of(0.5), false);
    assertThatThrownBy(() -> scale.run(List.of(empty), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageStartingWith(
            empty + ": is not a data set of a known layout; looked for labels (labels.csv")
        .hasMessageContaining("unlabelled (unlabelled images,");
  }

  @Test
  void theFolderGrowsWithTheFiles() throws IOException {
    Path first = data.resolve("images/000001.tiff");
    Path second = data.resolve("images/000002.tiff");
    ScaleIntensity scale = half(out, Optional.of(SensorSpec.DRONE));
    scale.run(List.of(first), Progress.SILENT);
    assertThat(scale.run(List.of(first, second), Progress.SILENT).getFirst())
        .isEqualTo(new FileOutcome.Skipped(first));
    Map<String, Object> before = files();
    assertThatThrownBy(() -> scale.run(List.of(first), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out
                + ": contains outputs of files that are not given now (000002); give them as well,"
                + " or choose another folder with --out");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void filesOfOtherOriginAreNeverReplaced() throws IOException {
    Files.createDirectories(out.resolve("images"));
    Files.writeString(out.resolve("sensor.yaml"), "a calibration's");
    Files.writeString(out.resolve("provenance.json"), "{\"settings\": {}}");
    Map<String, Object> before = files();
    assertThatThrownBy(
            () -> command(Method.THINNING, List.of(0.5), true).run(List.of(data), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            out
                + ": contains provenance.json, sensor.yaml, which scale-intensity did not write and"
                + " would replace or mix with its own files; choose another folder with --out");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aRunThatWasStoppedAtItsFirstFileResumes() throws IOException {
    ScaleIntensity scale = command(Method.THINNING, List.of(0.5), false);
    Progress stopping =
        new Progress() {
          @Override
          public void end(String result) {
            throw new IllegalStateException("the power fails");
          }
        };
    assertThatThrownBy(() -> scale.run(List.of(data), stopping)).hasMessage("the power fails");
    assertThat(scale.run(List.of(data), Progress.SILENT))
        .satisfiesExactly(
            outcome -> assertThat(outcome).isInstanceOf(FileOutcome.Skipped.class),
            outcome -> assertThat(outcome).isInstanceOf(FileOutcome.Rendered.class));
  }

  /** A file that does not state its layout has that of the sensor, and its result states it. */
  @Test
  void filesWithoutALayoutHaveThatOfTheirSensor() throws IOException {
    Path file = work.resolve("grey.png");
    BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 40 * 30; i++) {
      grey.getRaster().setSample(i % 40, i / 40, 0, 16 * (1000 + i));
    }
    ImageIO.write(grey, "png", file.toFile());
    for (Optional<Cfa> layout : List.of(Optional.<Cfa>empty(), Optional.of(Cfa.GBRG))) {
      SensorSpec sensor =
          SensorSpec.DRONE.with(
              values -> {
                values.cfa = layout;
                values.transmission = layout.isEmpty() ? Optional.empty() : values.transmission;
              });
      Path scaled = work.resolve("scaled" + layout.isEmpty());
      half(scaled, Optional.of(sensor)).run(List.of(file), Progress.SILENT);
      assertThat(RawFiles.read(scaled.resolve("images/raw_scale050/grey.tiff")).cfa())
          .isEqualTo(sensor.layout());
    }
  }

  @Test
  void imagesOfAMonochromeSensorAreShownGrey() throws IOException {
    Files.writeString(
        data.resolve("sensor.yaml"),
        DescriptionFiles.SENSOR
            .text(SensorSpec.DRONE)
            .replace("cfa: RGGB", "cfa: monochrome")
            .replaceAll("(?m)^ *transmission:.*\\R( *-.*\\R)*", ""));
    command(Method.THINNING, List.of(0.5, 0.1), false).run(List.of(data), Progress.SILENT);
    BufferedImage sheet = ImageIO.read(out.resolve("overview.png").toFile());
    for (int row = 0; row < sheet.getHeight(); row++) {
      for (int column = 0; column < sheet.getWidth(); column++) {
        int rgb = sheet.getRGB(column, row);
        assertThat(rgb & 255).isEqualTo(rgb >> 8 & 255).isEqualTo(rgb >> 16 & 255);
      }
    }
  }

  @Test
  void offsetsOfACalibrationAreApplied() throws IOException {
    float[] offsets = new float[80 * 60];
    offsets[81] = 1600;
    Path maps = Files.createDirectories(work.resolve("maps"));
    AtomicFile.write(
        CorrectionMapFiles.contents(
            new CorrectionMaps(
                Optional.empty(),
                Optional.of(RawImage.normalised(80, 60, Cfa.RGGB, offsets)),
                Set.of()),
            maps));
    RawImage source = mosaic(1, false);
    float[] samples = source.samples().clone();
    samples[81] = 4096 + 1600;
    RawFiles.write(source.with(RawImage.Unit.DN, samples), data.resolve("images/000001.tiff"));
    new ScaleIntensity(
            out, Optional.empty(), List.of(0.01), Method.THINNING, 7, Optional.of(maps), false)
        .run(List.of(data), Progress.SILENT);
    assertThat(RawFiles.read(out.resolve("images/raw_scale001/000001.tiff")).samples()[81])
        .isCloseTo(4096 + 1600, within(160f));
  }

  @Test
  void meaninglessSettingsAreRefused() throws IOException {
    assertThatThrownBy(() -> command(Method.THINNING, List.of(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no intensity is given: expected at least one, above 0 and at most 1");
    assertThatThrownBy(() -> command(Method.THINNING, List.of(0.5, 2.0), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("intensity is 2.0: expected above 0 and at most 1 (relative to full light)");
    Path into = data;
    assertThatThrownBy(() -> half(into, Optional.empty()).run(List.of(data), Progress.SILENT))
        .hasMessage(
            data + ": would be written into while it is read; choose another folder with --out");
    Path photo = Mosaics.png(work.resolve("photo.png"), 12, 10, 1);
    FileOutcome outcome =
        half(out, Optional.of(SensorSpec.DRONE)).run(List.of(photo), Progress.SILENT).getFirst();
    assertThat(((FileOutcome.Refused) outcome).reason())
        .startsWith(photo.toString())
        .doesNotContain("Exception");
    Files.writeString(data.resolve("labels.csv"), "name;class\n");
    assertThatThrownBy(
            () -> command(Method.THINNING, List.of(0.5), false).run(List.of(data), Progress.SILENT))
        .hasMessage(
            data.resolve("labels.csv") + ": line 1: separates the columns by ';': expected ','");
  }

  @Test
  void foldersHaveThePublishedNames() {
    assertThat(IntensityFolders.folder(1)).isEqualTo("raw_scale100");
    assertThat(IntensityFolders.folder(0.05)).isEqualTo("raw_scale005");
    assertThat(IntensityFolders.folder(0.005)).isEqualTo("raw_scale0.005");
  }

  private ScaleIntensity command(Method method, List<Double> series, boolean force) {
    return new ScaleIntensity(out, Optional.empty(), series, method, 7, Optional.empty(), force);
  }

  private static ScaleIntensity half(Path into, Optional<SensorSpec> sensor) {
    return new ScaleIntensity(
        into, sensor, List.of(0.5), Method.THINNING, 7, Optional.empty(), false);
  }

  private static RawImage mosaic(long seed, boolean saturated) {
    int width = 80;
    Random random = new Random(seed);
    float[] samples = new float[width * 60];
    for (int i = 0; i < samples.length; i++) {
      int row = i / width;
      double electrons = 400 + 300 * Math.sin(row / 9.0) * Math.cos(i % width / 11.0);
      electrons += Math.sqrt(electrons) * random.nextGaussian() + 2.8 * random.nextGaussian();
      samples[i] = 16 * Math.round(256 + 0.528 * electrons);
      if (saturated && i / width < 5 && i % width < 5) {
        samples[i] = 65520;
      }
    }
    Calibration known =
        new Calibration(
            16,
            Optional.of(new SourcedValue<>(SiteValues.uniform(4096), "test")),
            Optional.of(new SourcedValue<>(65520.0, "test")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new SourcedValue<>("drone", "test")),
            Optional.empty(),
            Optional.of(new SourcedValue<>(0.01, "test")),
            Orientation.UPRIGHT);
    return new RawImage(width, 60, Cfa.GRBG, RawImage.Unit.DN, samples, known);
  }

  private static double mean(RawImage raw) {
    double sum = 0;
    for (float sample : raw.samples()) {
      sum += sample;
    }
    return sum / raw.samples().length;
  }

  private Map<String, Object> files() throws IOException {
    Map<String, Object> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            out.relativize(file).toString(),
            Files.readAttributes(file, BasicFileAttributes.class).fileKey());
      }
    }
    return files;
  }
}
