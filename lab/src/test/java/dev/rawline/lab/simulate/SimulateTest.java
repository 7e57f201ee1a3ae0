package dev.rawline.lab.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.OpticsFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.lab.RecordedNotes;
import dev.rawline.lab.intensity.ScaleIntensity;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.Provenance;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
  private static final SimulatedCamera MICROSCOPE =
      new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 132, 124, 5);
  private static final SimulatedCamera DRONE =
      new SimulatedCamera(SensorSpec.DRONE, OpticsSpec.DRONE, 160, 150, 5);

  @TempDir private Path work;

  @Test
  void theFolderHoldsTheDocumentedFiles() throws IOException {
    Path out = work.resolve("deep/out");
    List<FileOutcome> outcomes = smears(out, 2).run(3, Progress.SILENT);

    assertThat(outcomes)
        .hasSize(3)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FileOutcome.Rendered.class));
    assertThat(bytes(out).keySet())
        .containsExactly(
            "README.md",
            "camera.yaml",
            "card.yaml",
            "images/000001.tiff",
            "images/000001.yaml",
            "images/000002.tiff",
            "images/000002.yaml",
            "images/000003.tiff",
            "images/000003.yaml",
            "labels.csv",
            "masks/000001.png",
            "masks/000002.png",
            "masks/000003.png",
            "optics.yaml",
            "overview.png",
            "provenance.json",
            "records/000001.json",
            "records/000002.json",
            "records/000003.json",
            "sensor.yaml");
    assertContents(out);
  }

  private static void assertContents(Path out) throws IOException {
    assertThat(out.resolve("labels.csv"))
        .hasContent(
            """
            file,class,group
            images/000001.tiff,LYT,000001
            images/000002.tiff,NGS,000002
            images/000003.tiff,MON,000003
            """);
    assertThat(DescriptionFiles.SENSOR.read(out.resolve("sensor.yaml")))
        .isEqualTo(SensorSpec.MICROSCOPE);
    assertThat(OpticsFiles.read(out.resolve("optics.yaml"))).isEqualTo(OpticsSpec.MICROSCOPE);
    RawImage raw = RawFiles.read(out.resolve("images/000001.tiff"));
    assertThat(raw.toString()).isEqualTo("RawImage 132×124 RGGB DN");
    assertThat(Camera.of(raw).name()).isEqualTo("microscope");
    BufferedImage mask = ImageIO.read(out.resolve("masks/000001.png").toFile());
    assertThat(List.of(mask.getWidth(), mask.getHeight())).isEqualTo(List.of(132, 124));
    // Three classes of one sample each are drawn side by side.
    BufferedImage sheet = ImageIO.read(out.resolve("overview.png").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(sheet.getHeight());
    assertThat(out.resolve("README.md"))
        .content()
        .contains("# blood-smear, seed 9", "0.1625 µm a pixel in the scene");
  }

  /** By a preset's numbers a simulated smear is cyan, and blown out. */
  @Test
  void theCameraFileRendersAsTheRawImagesState() throws IOException {
    for (SceneChoice scenes : List.of(SceneChoice.BLOOD_SMEAR, SceneChoice.AERIAL_STREET)) {
      Path out = work.resolve(scenes.word());
      SimulatedCamera by = scenes == SceneChoice.BLOOD_SMEAR ? MICROSCOPE : DRONE;
      simulate(out, scenes, by, 9, 2).run(1, Progress.SILENT);

      Camera written = DescriptionFiles.CAMERA.read(out.resolve("camera.yaml"));
      RawImage raw = RawFiles.read(out.resolve("images/000001.tiff"));
      assertThat(written).isEqualTo(Camera.of(raw));
      View view =
          Isp.of(written, ViewName.parse("bilinear-sharpen-gaussian"))
              .apply(written.normalise(raw));
      int white = 0;
      for (float sample : view.samples()) {
        white += sample >= 1 ? 1 : 0;
      }
      assertThat(white).as(scenes.word()).isLessThan(view.samples().length / 100);
    }
  }

  @Test
  void provenanceHasEverySettingAndChecksum() throws IOException {
    smears(work, 2).run(2, Progress.SILENT);

    Map<String, Object> card = JsonFile.read(work.resolve("provenance.json"));
    assertThat(card.get("count")).isEqualTo(2);
    assertThat(card.get("classCounts"))
        .hasToString("{BAS=0, EOS=0, KSC=0, LYA=0, LYT=1, MON=0, NGB=0, NGS=1, UNC=0}");
    Map<?, ?> settings = (Map<?, ?>) card.get("settings");
    assertThat(settings.get("seed")).isEqualTo(9);
    assertThat(settings.get("deviceSeed")).isEqualTo(5);
    assertThat(settings.get("scenes")).isEqualTo("blood-smear");
    assertThat(settings.get("exposure"))
        .isEqualTo("automatic: 0.99 of the pixels below 0.7 of saturation");
    assertThat(settings.get("sensor"))
        .hasToString(DescriptionFiles.SENSOR.values(SensorSpec.MICROSCOPE) + "");
    assertThat(settings.get("optics")).hasToString(OpticsFiles.keys(OpticsSpec.MICROSCOPE) + "");
    Map<?, ?> first = (Map<?, ?>) ((List<?>) card.get("samples")).getFirst();
    assertThat(first.get("seed")).isEqualTo("blood-smear/000001");
    Map<?, ?> sums = (Map<?, ?>) first.get("sha256");
    assertThat(sums.get("images/000001.tiff"))
        .isEqualTo(Provenance.content(work.resolve("images/000001.tiff")).get("sha256"));
    assertThat(sums).hasSize(3);
  }

  @Test
  void theSameSeedMakesTheSameBytesOnOneThreadAndOnTwo() throws IOException {
    for (SceneChoice scenes : SceneChoice.values()) {
      Path one = work.resolve(scenes + "-1");
      Path two = work.resolve(scenes + "-2");
      SimulatedCamera camera = scenes.word().startsWith("blood") ? MICROSCOPE : DRONE;
      simulate(one, scenes, camera, 9, 1).run(2, Progress.SILENT);
      simulate(two, scenes, camera, 9, 2).run(2, Progress.SILENT);
      assertSame(one, two);
    }
  }

  /** Persian has other digits: 1 is ۱. */
  @Test
  void theLocaleOfTheMachineDoesNotMatter() throws IOException {
    Path here = work.resolve("here");
    Path elsewhere = work.resolve("elsewhere");
    smears(here, 2).run(1, Progress.SILENT);
    Locale former = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("fa", "IR"));
      smears(elsewhere, 2).run(1, Progress.SILENT);
    } finally {
      Locale.setDefault(former);
    }
    assertSame(here, elsewhere);
  }

  @Test
  void anotherSeedChangesTheScenesAndAnotherDeviceTheNoise() throws IOException {
    Path first = work.resolve("first");
    Path other = work.resolve("other");
    Path device = work.resolve("device");
    SimulatedCamera camera =
        new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 128, 128, 5);
    SimulatedCamera sister =
        new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 128, 128, 6);
    simulate(first, SceneChoice.BLOOD_SMEAR, camera, 9, 2).run(1, Progress.SILENT);
    simulate(other, SceneChoice.BLOOD_SMEAR, camera, 10, 2).run(1, Progress.SILENT);
    simulate(device, SceneChoice.BLOOD_SMEAR, sister, 9, 2).run(1, Progress.SILENT);

    assertThat(bytes(other).get("masks/000001.png"))
        .isNotEqualTo(bytes(first).get("masks/000001.png"));
    assertThat(bytes(device).get("masks/000001.png"))
        .isEqualTo(bytes(first).get("masks/000001.png"));
    assertThat(bytes(device).get("images/000001.tiff"))
        .isNotEqualTo(bytes(first).get("images/000001.tiff"));
  }

  @Test
  void anExtendedDataSetEqualsOneMadeAtOnce() throws IOException {
    Path grown = work.resolve("grown");
    Path once = work.resolve("once");
    smears(grown, 2).run(2, Progress.SILENT);
    List<FileOutcome> outcomes = smears(grown, 2).run(5, Progress.SILENT);
    smears(once, 2).run(5, Progress.SILENT);

    assertThat(outcomes.subList(0, 2))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FileOutcome.Skipped.class));
    assertSame(grown, once);
  }

  @Test
  void anInterruptedRunResumesToTheSameBytes() throws IOException {
    Path stopped = work.resolve("stopped");
    Path once = work.resolve("once");
    assertThatThrownBy(
            () ->
                smears(stopped, 1)
                    .run(
                        4,
                        new Progress() {
                          private int done;

                          @Override
                          public synchronized void end(String result) {
                            done++;
                            if (done == 2) {
                              throw new IllegalStateException("the power fails");
                            }
                          }
                        }))
        .hasMessageContaining("the power fails");
    assertThat(stopped.resolve("labels.csv")).doesNotExist();
    // The kill may have come between a sample's files and its record; a disk may have failed.
    for (String file : List.of("masks/%s.png", "images/%s.tiff", "images/%s.yaml")) {
      Files.copy(
          stopped.resolve(file.formatted("000001")), stopped.resolve(file.formatted("000003")));
    }
    Files.writeString(stopped.resolve("images/000002.yaml"), "garbage");

    List<FileOutcome> outcomes = smears(stopped, 2).run(4, Progress.SILENT);
    smears(once, 2).run(4, Progress.SILENT);

    assertThat(outcomes.stream().filter(FileOutcome.Skipped.class::isInstance)).hasSize(1);
    assertSame(stopped, once);
  }

  @Test
  void damagedOrMissingFilesAreMadeAgain() throws IOException {
    smears(work, 2).run(3, Progress.SILENT);
    Map<String, List<Byte>> before = bytes(work);
    Files.writeString(work.resolve("images/000001.tiff"), "damaged");
    Files.delete(work.resolve("masks/000002.png"));

    List<FileOutcome> outcomes = smears(work, 2).run(3, Progress.SILENT);

    assertThat(outcomes.stream().filter(FileOutcome.Skipped.class::isInstance)).hasSize(1);
    assertThat(bytes(work)).isEqualTo(before);
  }

  @Test
  void otherSettingsOrFewerSamplesAreRefused() throws IOException {
    Path out = work.resolve("out");
    smears(out, 2).run(2, Progress.SILENT);
    Map<String, List<Byte>> before = bytes(out);

    refuse(
        simulate(out, SceneChoice.BLOOD_SMEAR, MICROSCOPE, 10, 2),
        3,
        out
            + ": contains a data set made with other settings (seed 9, not 10); choose another"
            + " folder with --out");
    refuse(
        simulate(out, SceneChoice.BLOOD_SMEAR_MATURATION, finerDrone(), 9, 2),
        3,
        out
            + ": contains a data set made with other settings (scenes blood-smear, not"
            + " blood-smear-maturation; another classWeights; width 132, not 400; height 124, not"
            + " 400; spacingMetres 1.625E-7, not 6E-8; exposure automatic: 0.99 of the pixels below"
            + " 0.7 of saturation, not 0.1 s; another sensor); choose another folder with --out");
    refuse(
        smears(out, 2),
        1,
        out
            + ": contains 2 samples of this data set, more than the requested 1; ask for 2 or more"
            + " with --count, or choose another folder with --out");
    assertThat(bytes(out)).isEqualTo(before);
    Files.delete(out.resolve("provenance.json"));
    refuse(
        smears(out, 2),
        2,
        out
            + ": contains camera.yaml, card.yaml, images, labels.csv, masks, optics.yaml, overview.png,"
            + " README.md, records, sensor.yaml, which simulate did not write and would replace or"
            + " mix with its own files; choose another folder with --out");
  }

  private static SimulatedCamera finerDrone() {
    return new SimulatedCamera(
        SensorSpec.DRONE, OpticsSpec.MICROSCOPE, 400, 400, 5, Optional.of(0.1), Optional.empty());
  }

  /** Writes a smear, and a scaled copy of it. */
  private void scaledSmears(Path darker) throws IOException {
    smears(work.resolve("smears"), 2).run(1, Progress.SILENT);
    new ScaleIntensity(
            darker,
            Optional.empty(),
            List.of(0.5),
            IntensityScaling.Method.THINNING,
            1,
            Optional.empty(),
            false)
        .run(List.of(work.resolve("smears")), Progress.SILENT);
  }

  @Test
  void filesOfOtherOriginAreNeverReplaced() throws IOException {
    Path calibration = Files.createDirectories(work.resolve("calibration"));
    DescriptionFiles.SENSOR.write(SensorSpec.DRONE, calibration.resolve("sensor.yaml"));
    Files.writeString(calibration.resolve("report.html"), "a report");
    Path darker = work.resolve("darker");
    scaledSmears(darker);
    Path project = Files.createDirectories(work.resolve("project"));
    Files.writeString(project.resolve("README.md"), "a project");
    Files.createDirectories(project.resolve("images"));
    Map<String, List<Byte>> before = bytes(work);

    refuse(
        smears(calibration, 2),
        1,
        calibration
            + ": contains sensor.yaml, which simulate did not write and would replace or mix with"
            + " its own files; choose another folder with --out");
    refuse(
        smears(darker, 2),
        1,
        darker
            + ": contains camera.yaml, card.yaml, images, labels.csv, masks, overview.png, provenance.json,"
            + " README.md, records, sensor.yaml, which simulate did not write and would replace or"
            + " mix with its own files; choose another folder with --out");
    refuse(
        smears(project, 2),
        1,
        project
            + ": contains README.md, which simulate did not write and would replace or mix with its"
            + " own files; choose another folder with --out");
    assertThat(bytes(work)).isEqualTo(before);
    assertThat(calibration.resolve("images")).doesNotExist();
  }

  @Test
  void otherFilesInTheFolderAreKept() throws IOException {
    Path note = Files.writeString(work.resolve("chart-sheet.png"), "a sheet of views");
    smears(work, 2).run(1, Progress.SILENT);
    Path mine = Files.writeString(work.resolve("images/notes.txt"), "mine");
    smears(work, 2).run(2, Progress.SILENT);

    assertThat(note).hasContent("a sheet of views");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void aRunThatFailedBeforeItsFirstImageLeavesTheFolderFree() throws IOException {
    smears(work, 2).run(1, Progress.SILENT);
    Path image = work.resolve("images/000001.tiff");
    Files.delete(image);
    Files.delete(work.resolve("images/000001.yaml"));
    Files.delete(work.resolve("records/000001.json"));
    for (String last : List.of("labels.csv", "overview.png", "README.md")) {
      Files.delete(work.resolve(last));
    }
    // Files that a person wrote meanwhile are kept.
    refuse(
        smears(work, 2),
        1,
        work
            + ": contains card.yaml, which simulate did not write and would replace or mix with its"
            + " own files; choose another folder with --out");
    Files.delete(work.resolve("card.yaml"));
    simulate(work, SceneChoice.BLOOD_SMEAR, MICROSCOPE, 3, 2).run(1, Progress.SILENT);

    assertThat(image).exists();
    Map<?, ?> settings = (Map<?, ?>) JsonFile.read(work.resolve("provenance.json")).get("settings");
    assertThat(settings.get("seed")).hasToString("3");
  }

  @Test
  void scenesThatTheCameraCannotShowAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(SceneChoice.BLOOD_SMEAR, List.of(), DRONE))
        .withMessage(
            "blood-smear supports pixels of 10 nm to 2 µm in the scene, but a pixel of this camera covers 6 cm: choose another camera or lens");
    SimulatedCamera low = new SimulatedCamera(SensorSpec.DRONE, OpticsSpec.DRONE, 300, 149, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(SceneChoice.AERIAL_STREET, List.of(), low))
        .withMessage(
            "aerial-street needs a field of view of at least 9 m × 9 m, but 300 × 149 px of this camera cover 18 m × 8.94 m: use at least 150x150 px");
    SimulatedCamera small =
        new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 64, 64, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(SceneChoice.BLOOD_SMEAR, List.of(), small))
        .withMessage(
            "blood-smear needs a field of view of at least 20 µm × 20 µm, but 64 × 64 px of this camera cover 10.4 µm × 10.4 µm: use at least 124x124 px");
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(SceneChoice.AERIAL_STREET, List.of("lorry"), DRONE))
        .withMessage("aerial-street has no class 'lorry': expected some of car, background");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> smears(work, 1).run(0, Progress.SILENT))
        .withMessage("count is 0: expected 1 to 999999 (samples)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatedCamera(SensorSpec.DRONE, OpticsSpec.DRONE, 1, 32, 5))
        .withMessage("width is 1: expected 2 to 16384 (px)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exposed(-1.0, Optional.empty()))
        .withMessage("exposure is -1: expected 1.0E-9 to 86400 (s)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exposed(1.0, Optional.of(200.0)))
        .withMessage("temperature is 200: expected -100 to 150 (°C)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SceneChoice.of("street"))
        .withMessage(
            "unknown kind of scene 'street': expected one of aerial-street, blood-smear, blood-smear-maturation, chart");
  }

  private Simulate of(SceneChoice scenes, List<String> classes, SimulatedCamera camera) {
    return new Simulate(work, scenes, classes, false, camera, 1, 1);
  }

  @Test
  void aFullDiskIsReportedInOneSentence() throws IOException {
    Path taken = Files.writeString(work.resolve("taken"), "");
    assertThatThrownBy(() -> smears(taken, 1).run(1, Progress.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken: it is a file, not a folder");
    Path out = work.resolve("out");
    smears(out, 2).run(1, Progress.SILENT);
    Files.createDirectories(out.resolve("images/000002.tiff/something"));
    assertThatThrownBy(() -> smears(out, 2).run(2, Progress.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("000002.tiff");
  }

  @Test
  void classesAreChosenAndBalanced() throws IOException {
    Path some = work.resolve("some");
    new Simulate(some, SceneChoice.BLOOD_SMEAR, List.of("NGS", "BAS"), true, MICROSCOPE, 1, 2)
        .run(4, Progress.SILENT);
    assertThat(some.resolve("README.md")).content().contains("4 simulated raw images");
    assertThat(some.resolve("labels.csv")).content().containsSubsequence(",BAS,", ",NGS,", ",BAS,");
  }

  @Test
  void exposureAndTemperatureAreThoseGiven() throws IOException {
    simulate(work, SceneChoice.CHART, exposed(0.002, Optional.of(-10.0)), 1, 2)
        .run(1, Progress.SILENT);
    RawImage raw = RawFiles.read(work.resolve("images/000001.tiff"));
    assertThat(raw.calibration().exposureSeconds().orElseThrow().value()).isEqualTo(0.002);
    assertThat(work.resolve("masks/000001.png")).doesNotExist();
    assertThat(work.resolve("provenance.json"))
        .content()
        .contains("\"exposure\" : \"0.002 s\"", "\"temperatureCelsius\" : -10.0");
  }

  @Test
  void theSmallestImagesShowTheirClass() throws IOException {
    Path streets = work.resolve("streets");
    SimulatedCamera least = new SimulatedCamera(SensorSpec.DRONE, OpticsSpec.DRONE, 150, 150, 5);
    new Simulate(streets, SceneChoice.AERIAL_STREET, List.of("car"), false, least, 1, 2)
        .run(8, Progress.SILENT);
    Path smears = work.resolve("smears");
    SimulatedCamera small =
        new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 124, 124, 5);
    new Simulate(smears, SceneChoice.BLOOD_SMEAR_MATURATION, List.of("PMY"), false, small, 1, 2)
        .run(4, Progress.SILENT);
    for (int sample = 1; sample <= 8; sample++) {
      // A quarter of the smallest car, 3.4 m × 1.6 m, of which half may be hidden.
      assertThat(covered(streets, sample)).as("car " + sample).isGreaterThan(0.6 / 81);
    }
    for (int sample = 1; sample <= 4; sample++) {
      assertThat(covered(smears, sample)).as("promyelocyte " + sample).isGreaterThan(0.3);
    }
  }

  /** Returns the share of the picture that a mask covers. */
  private static double covered(Path folder, int sample) throws IOException {
    Raster mask =
        ImageIO.read(folder.resolve("masks/%06d.png".formatted(sample)).toFile()).getRaster();
    int covered = 0;
    for (int row = 0; row < mask.getHeight(); row++) {
      for (int column = 0; column < mask.getWidth(); column++) {
        covered += mask.getSample(column, row, 0) > 0 ? 1 : 0;
      }
    }
    return (double) covered / (mask.getWidth() * mask.getHeight());
  }

  @Test
  void overexposedSamplesAreReported() throws IOException {
    List<String> notes = new ArrayList<>();
    simulate(work, SceneChoice.CHART, exposed(10, Optional.empty()), 1, 2)
        .run(1, new RecordedNotes(notes));
    assertThat(notes)
        .containsExactly(
            work.resolve("images/000001.tiff")
                + ": 100 % of its pixels are saturated: they have lost light that nothing brings back");
    List<?> samples = (List<?>) JsonFile.read(work.resolve("provenance.json")).get("samples");
    assertThat(((Map<?, ?>) samples.getFirst()).get("saturatedShare")).isEqualTo(1.0);
  }

  @Test
  void aSensorWithoutAPossibleExposureIsRefused() throws IOException {
    Path sensor = work.resolve("metres.yaml");
    Files.writeString(
        sensor,
        DescriptionFiles.SENSOR
            .text(SensorSpec.DRONE)
            .replaceAll("(?m)^pixel_pitch: .*", "pixel_pitch: 2.4E-6"));
    SimulatedCamera camera =
        new SimulatedCamera(DescriptionFiles.SENSOR.read(sensor), OpticsSpec.DRONE, 48, 48, 5);
    Path out = work.resolve("out");
    Simulate run = new Simulate(out, SceneChoice.CHART, List.of("flat-field"), false, camera, 1, 2);
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> run.run(1, Progress.SILENT))
        .withMessageStartingWith(out.resolve("images/000001.tiff") + ": the sensor drone gathers ")
        .withMessageEndingWith(
            " e⁻ a second in its bright pixels, so no exposure time is long enough; state an"
                + " exposure time");
  }

  @Test
  void aMonochromeSensorIsShownGrey() throws IOException {
    Path sensor = work.resolve("grey.yaml");
    Files.writeString(
        sensor,
        DescriptionFiles.SENSOR
            .text(SensorSpec.DRONE)
            .replace("cfa: RGGB", "cfa: monochrome")
            .replaceAll("(?m)^ *transmission:.*\\R( *-.*\\R)*", ""));
    SimulatedCamera camera =
        new SimulatedCamera(DescriptionFiles.SENSOR.read(sensor), OpticsSpec.DRONE, 48, 48, 5);
    Path out = work.resolve("out");
    new Simulate(out, SceneChoice.CHART, List.of("colour-patches"), false, camera, 1, 2)
        .run(1, Progress.SILENT);
    BufferedImage sheet = ImageIO.read(out.resolve("overview.png").toFile());
    int coloured = 0;
    for (int row = 0; row < sheet.getHeight(); row++) {
      for (int column = 0; column < sheet.getWidth(); column++) {
        int rgb = sheet.getRGB(column, row);
        coloured += Math.abs((rgb >> 16 & 255) - (rgb & 255)) > 40 ? 1 : 0;
      }
    }
    assertThat(coloured).isZero();
    assertThat(RawFiles.read(out.resolve("images/000001.tiff")).cfa()).isEqualTo(Cfa.MONOCHROME);
    assertThat(out.resolve("images/000001.yaml"))
        .content()
        .contains("cfa: monochrome")
        .doesNotContain("white_balance");
  }

  /** A lymphocyte is nearly all dark nucleus: no moved mask covers darker pixels than its own. */
  @Test
  void masksCoverTheirCells() throws IOException {
    SimulatedCamera camera =
        new SimulatedCamera(SensorSpec.MICROSCOPE, OpticsSpec.MICROSCOPE, 128, 128, 1);
    new Simulate(work, SceneChoice.BLOOD_SMEAR, List.of("LYT"), false, camera, 21, 2)
        .run(4, Progress.SILENT);
    for (int sample = 1; sample <= 4; sample++) {
      RawImage raw = RawFiles.read(work.resolve("images/%06d.tiff".formatted(sample)));
      Raster mask =
          ImageIO.read(work.resolve("masks/%06d.png".formatted(sample)).toFile()).getRaster();
      double here = mean(raw, mask, 0, 0);
      for (int[] move : new int[][] {{6, 0}, {-6, 0}, {0, 6}, {0, -6}}) {
        assertThat(mean(raw, mask, move[0], move[1])).as("sample " + sample).isGreaterThan(here);
      }
    }
  }

  /** Returns the mean of the green samples that a moved mask covers [DN]. */
  private static double mean(RawImage raw, Raster mask, int down, int right) {
    double sum = 0;
    int pixels = 0;
    for (int row = 8; row < raw.height() - 8; row++) {
      for (int column = 8; column < raw.width() - 8; column++) {
        if (mask.getSample(column, row, 0) > 0
            && raw.cfa().colourAt(row + down, column + right) == Colour.GREEN) {
          sum += raw.at(row + down, column + right);
          pixels++;
        }
      }
    }
    return sum / pixels;
  }

  private static SimulatedCamera exposed(double seconds, Optional<Double> temperature) {
    return new SimulatedCamera(
        SensorSpec.DRONE, OpticsSpec.DRONE, 40, 32, 5, Optional.of(seconds), temperature);
  }

  private static Simulate smears(Path folder, int threads) {
    return simulate(folder, SceneChoice.BLOOD_SMEAR, MICROSCOPE, 9, threads);
  }

  private static Simulate simulate(
      Path folder, SceneChoice scenes, SimulatedCamera camera, long seed, int threads) {
    return new Simulate(folder, scenes, List.of(), false, camera, seed, threads);
  }

  private static void refuse(Simulate run, int count, String message) {
    assertThatExceptionOfType(RejectedFileException.class)
        .isThrownBy(() -> run.run(count, Progress.SILENT))
        .withMessage(message);
  }

  private static void assertSame(Path one, Path two) throws IOException {
    Map<String, List<Byte>> expected = bytes(two);
    assertThat(bytes(one).keySet()).isEqualTo(expected.keySet());
    bytes(one)
        .forEach((name, content) -> assertThat(content).as(name).isEqualTo(expected.get(name)));
  }

  private static Map<String, List<Byte>> bytes(Path folder) throws IOException {
    Map<String, List<Byte>> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(file).toString(), boxed(Files.readAllBytes(file)));
      }
    }
    return all;
  }

  private static List<Byte> boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return List.of(boxed);
  }
}
