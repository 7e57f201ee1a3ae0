package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.FilterArray;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.Npy;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.ValueOrigin;
import dev.rawline.imaging.isp.DefectCorrection;
import dev.rawline.imaging.isp.FlatField;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.Exposure;
import dev.rawline.imaging.sensor.SensorDevice;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.calibration.Channel;
import dev.rawline.imaging.sensor.calibration.ChannelCalibration;
import dev.rawline.imaging.sensor.calibration.SensorCalibration;
import dev.rawline.lab.BenchSensors;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.views.Development;
import dev.rawline.lab.views.ProcessRaw;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.page.BrowserPage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateTest {
  private static final Path FLATS = Path.of("..", "examples", "flats");
  private static final List<String> FILES =
      List.of(
          "calibration.json",
          "dark-offset.npy",
          "defects.csv",
          "dsnu.png",
          "fall-off.png",
          "flat-field.npy",
          "general.png",
          "linearity.png",
          "photon-transfer.png",
          "prnu.png",
          "report.html",
          "sensor.yaml",
          "snr.png");

  @TempDir private Path work;

  /** The numbers that the standard's fit gives on these frames, computed elsewhere (SOURCES.md). */
  @Test
  void aRealSensorHasItsPublishedValues() throws IOException {
    ChannelCalibration found = run(SharedData.require("data/emva")).channels().getFirst();

    assertThat(found.gain().value()).isCloseTo(0.2802, withPercentage(0.5));
    assertThat(found.quantumEfficiency().orElseThrow().value())
        .isCloseTo(0.451, withPercentage(0.5));
    assertThat(found.darkNoise().orElseThrow().value()).isCloseTo(10.92, withPercentage(0.5));
    assertThat(found.offset().orElseThrow().value()).isCloseTo(14.7, within(0.1));
    assertThat(found.photoResponseNonUniformity().orElseThrow().total().value())
        .isCloseTo(0.3, within(0.02));
  }

  /** Exposure 0, steps coarser than the dark noise, a bent photon transfer curve (SOURCES.md). */
  @Test
  void aHardRealSeriesIsCalibratedAsItIs() throws IOException {
    Path frames = SharedData.require("data/emva_cmos_8bit");
    SensorCalibration calibration = run(frames);
    ChannelCalibration found = calibration.channels().getFirst();

    // The standard's fit of these crops is 0.0184, that of the full frames 0.02056.
    assertThat(found.gain().value()).isCloseTo(0.0184, withPercentage(2));
    assertThat(found.gain().covers(0.02056)).isTrue();
    assertThat(found.gainBias().orElseThrow().high()).isNegative();
    assertThat(found.general().gainCurve()).isPresent();
    assertThat(DescriptionFiles.SENSOR.read(work.resolve("out/sensor.yaml")).gainCurve())
        .isPresent();
    assertThat(page()).contains("No assumption of linearity");
    assertThat(calibration.warnings()).isNotEmpty();
    assertThatThrownBy(
            () ->
                new Calibrate(
                        work.resolve("strict"),
                        "bench",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        /* measurement= */ Optional.empty(),
                        /* strict= */ true,
                        /* force= */ false)
                    .run(List.of(frames), Progress.SILENT))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void intervalsOfTheExampleCoverItsTrueValues() throws IOException {
    SensorSpec truth = ExampleFlats.TRUTH;
    SensorCalibration found = run(FLATS);
    ChannelCalibration pixels = found.channels().getFirst();

    assertCovers(pixels.gain(), truth.gain());
    assertCovers(pixels.quantumEfficiency().orElseThrow(), truth.quantumEfficiency().green());
    assertCovers(pixels.darkNoise().orElseThrow(), truth.readNoise());
    assertCovers(pixels.offset().orElseThrow(), truth.offset());
    assertCovers(pixels.fullWell().orElseThrow(), truth.fullWell());
    assertCovers(pixels.pixelOffsets().orElseThrow(), truth.darkSignalNonUniformity());
    assertCovers(pixels.pixelResponse().orElseThrow(), 100 * truth.photoResponseNonUniformity());
    assertThat(found.maps().orElseThrow().hot()).hasSize(1);
    assertThat(found.maps().orElseThrow().dead()).hasSize(1);
  }

  /** The documented example: every number has its budget, and nothing that is stated is missing. */
  @Test
  void statedErrorsOfTheSetUpAreInIntervalsAndBudgets() throws IOException {
    ChannelCalibration plain = run(FLATS).channels().getFirst();
    Map<String, Object> unstated = quantities();
    Calibrate stated =
        new Calibrate(
            work.resolve("out"),
            "bench",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Path.of("..", "examples", "measurement.yaml")),
            /* strict= */ false,
            /* force= */ false);
    ChannelCalibration found =
        stated
            .run(List.of(FLATS), Progress.SILENT)
            .calibration()
            .orElseThrow()
            .channels()
            .getFirst();

    ResultSchema.requireFits(work.resolve("out/calibration.json"), "calibration");
    Estimate efficiency = found.quantumEfficiency().orElseThrow();
    assertThat(efficiency.value()).isEqualTo(plain.quantumEfficiency().orElseThrow().value());
    assertThat(efficiency.halfWidth())
        .isGreaterThan(1.2 * plain.quantumEfficiency().orElseThrow().halfWidth());
    assertThat(stated.run(List.of(FLATS), Progress.SILENT).calibration()).isEmpty();
    for (Map.Entry<String, Object> quantity : quantities().entrySet()) {
      assertThat(budget(quantity.getValue()).get("notStated"))
          .as(quantity.getKey())
          .isEqualTo(List.of());
    }
    Map<?, ?> budget = budget(quantities().get("quantumEfficiency"));
    assertThat(budget.get("contributions").toString())
        .contains("type=A", "cause=light meter, type=B", "EMI-26-1180");
    assertThat(unstated.values())
        .allSatisfy(quantity -> assertThat(budget(quantity).toString()).doesNotContain("type=B"));
    assertThat(budget(unstated.get("quantumEfficiency")).get("notStated").toString())
        .isEqualTo("[light_meter, lamp_stability, stray_light, wavelength, pixel_area, linearity]");
    assertThat(page()).contains("EMI-26-1180").doesNotContain("Not stated, and therefore");
  }

  private Map<String, Object> quantities() throws IOException {
    Map<?, ?> channel =
        (Map<?, ?>)
            ((List<?>) JsonFile.read(work.resolve("out/calibration.json")).get("channels"))
                .getFirst();
    Map<String, Object> quantities = new LinkedHashMap<>();
    ((Map<?, ?>) channel.get("quantities"))
        .forEach((name, value) -> quantities.put(String.valueOf(name), value));
    return quantities;
  }

  private static Map<?, ?> budget(Object quantity) {
    return (Map<?, ?>) ((Map<?, ?>) quantity).get("budget");
  }

  @Test
  void theReportCanBeReadInABrowser() throws IOException {
    run(FLATS);
    BrowserPage.requireReadable("calibrate/page", page());
  }

  @Test
  void sensorYamlIsReadBackAndSimulatesTheSameSensor() throws IOException {
    SensorCalibration found = run(FLATS);
    SensorSpec read = DescriptionFiles.SENSOR.read(work.resolve("out/sensor.yaml"));

    assertThat(read.name()).isEqualTo("bench");
    assertThat(read.gain()).isEqualTo(found.channels().getFirst().gain().value());
    assertThat(read.cfa()).isEmpty();
    assertThat(read.origins().get("gain").basis()).isEqualTo(ValueOrigin.Basis.MEASURED);
    assertThat(read.pixelPitch()).isEqualTo(Calibrate.ASSUMED_PITCH);
    assertThat(read.origins())
        .containsEntry(
            "pixelPitch",
            new ValueOrigin(ValueOrigin.Basis.ASSUMED, "no frame records it; set it with --pitch"))
        .containsEntry(
            "cfa",
            new ValueOrigin(
                ValueOrigin.Basis.ASSUMED,
                "assuming a monochrome sensor: no frame states a colour layout, and pixels of even"
                    + " and odd rows and columns agree"))
        .containsEntry(
            "adcBits",
            new ValueOrigin(
                ValueOrigin.Basis.DERIVED,
                "from the stored values of three frames, which use 12 bits"))
        .containsEntry(
            "containerBits",
            new ValueOrigin(
                ValueOrigin.Basis.DERIVED, "12 bits of the converter, stored without a shift"));

    // Even light of 5000 photons a pixel, by the measured numbers and by the true ones.
    double measured = mean(read);
    double wanted = mean(ExampleFlats.TRUTH);
    assertThat(measured).isCloseTo(wanted, withPercentage(0.5));
  }

  private static double mean(SensorSpec spec) {
    RawImage flat =
        new SensorDevice(spec, 256, 256, 1).flat(5000, new Exposure(0.05, 20), new Seed(2, "flat"));
    double sum = 0;
    for (float sample : flat.samples()) {
      sum += sample;
    }
    return sum / flat.samples().length;
  }

  @Test
  void calibrationMapsCorrectAFlatField() throws IOException {
    run(FLATS);
    Path isp =
        Files.writeString(
            work.resolve("out/isp.yaml"),
            """
            stages:
              - black_level: 0
              - flat_field: flat-field.npy
              - defect_correction: defects.csv
              - demosaicing: {method: bilinear}
              - gamma: {gamma: 1}
            """);

    Isp chain = IspFiles.read(isp, Camera.DRONE);
    FlatField field = stage(chain, FlatField.class);
    DefectCorrection defects = stage(chain, DefectCorrection.class);

    assertThat(defects.defects()).hasSize(2);
    RawImage even = defects.apply(field.apply(lessDark("bright_spatial-03.png")));
    RawImage uneven = lessDark("bright_spatial-03.png");
    // What is left is the temporal noise of one frame, with that of the means of 16.
    double shot = Math.sqrt(ExampleFlats.TRUTH.gain() * mean(even.samples()));
    assertThat(deviation(even.samples())).isCloseTo(shot, withPercentage(6));
    assertThat(deviation(uneven.samples())).isGreaterThan(1.3 * shot);
    assertThat(
            new ProcessRaw(
                    work.resolve("processed"),
                    CameraChoice.of("drone"),
                    Optional.of(isp),
                    false,
                    false,
                    Development.NONE,
                    false,
                    RawDescription.NONE)
                .run(FLATS.resolve("bright_spatial-03.png"), Progress.SILENT))
        .isInstanceOf(FileOutcome.Rendered.class);
  }

  private static <S> S stage(Isp chain, Class<S> kind) {
    return chain.mosaic().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Returns a frame without the level in the dark, by the map that was written. */
  private RawImage lessDark(String name) throws IOException {
    RawImage raw = RawFiles.read(FLATS.resolve(name));
    double[] dark = Npy.read(work.resolve("out/dark-offset.npy")).values();
    float[] samples = raw.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] -= (float) dark[i];
    }
    return raw.with(RawImage.Unit.NORMALISED, samples);
  }

  @Test
  void aMosaicIsCalibratedPerColourInNumbersOfTheConverter() throws IOException {
    Path frames = mosaic();

    SensorCalibration found =
        calibrate(Optional.of(FilterArray.RGGB), Optional.empty(), false)
            .run(List.of(frames), Progress.SILENT)
            .calibration()
            .orElseThrow();

    assertColours(found);
    assertOrigins(DescriptionFiles.SENSOR.read(work.resolve("out/sensor.yaml")));
    assertThat(page()).contains("green 1", "green 2", "shifted to the left by 4 bits");

    assertThatThrownBy(() -> run(frames))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining("between the pixels of even and odd rows and columns")
        .hasMessageContaining(
            "give the colour layout by --cfa RGGB, GRBG, GBRG, BGGR or MONOCHROME");
    assertThatThrownBy(
            () ->
                calibrate(Optional.of(FilterArray.RGGB), Optional.of(10), true)
                    .run(List.of(frames), Progress.SILENT))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(
            "contains values of more than 10 bits; correct --bits, or leave it out");
  }

  private static void assertColours(SensorCalibration found) {
    assertThat(found.format().adcBits()).isEqualTo(12);
    assertThat(found.format().containerBits()).isEqualTo(16);
    assertThat(found.channels().stream().map(ChannelCalibration::channel))
        .containsExactlyElementsOf(Channel.of(Optional.of(Cfa.RGGB)));
    for (ChannelCalibration channel : found.channels()) {
      assertThat(channel.gain().value())
          .as(channel.channel().toString())
          .isCloseTo(MOSAIC.gain(), withPercentage(5));
    }
    double green = efficiency(found, Channel.GREEN_IN_RED_ROW);
    assertThat(efficiency(found, Channel.RED) / green).isCloseTo(0.5, within(0.03));
    assertThat(efficiency(found, Channel.BLUE) / green).isCloseTo(0.75, within(0.03));
  }

  private static void assertOrigins(SensorSpec read) {
    assertThat(read.cfa()).contains(Cfa.RGGB);
    assertThat(read.origins())
        .containsEntry("cfa", new ValueOrigin(ValueOrigin.Basis.STATED, "given with --cfa"))
        .containsEntry(
            "pixelPitch", new ValueOrigin(ValueOrigin.Basis.STATED, "given with --pitch"))
        .containsEntry(
            "containerBits",
            new ValueOrigin(
                ValueOrigin.Basis.DERIVED,
                "12 bits of the converter and 4 low bits that are 0 in all sampled values"));
  }

  private static double efficiency(SensorCalibration found, Channel channel) {
    return found.channels().stream()
        .filter(each -> each.channel() == channel)
        .findFirst()
        .flatMap(ChannelCalibration::quantumEfficiency)
        .orElseThrow()
        .value();
  }

  @Test
  void allFilesAreWrittenOnce() throws IOException {
    run(FLATS);
    assertThat(files()).isEqualTo(FILES);
    Map<String, Object> record = JsonFile.read(work.resolve("out/calibration.json"));
    ResultSchema.requireFits(work.resolve("out/calibration.json"), "calibration");
    assertThat(record).containsKeys("settings", "outputs", "format", "channels", "defects");
    assertThat(record.get("settings").toString()).contains("bright-00-a.png", "sha256");
    String page = page();
    assertThat(page).contains("Calibration of bench", "0.35", "DN/e⁻", "Limitations");

    assertThat(calibrate().run(List.of(FLATS), Progress.SILENT).calibration()).isEmpty();
    Files.delete(work.resolve("out/snr.png"));
    assertThat(calibrate().run(List.of(FLATS), Progress.SILENT).calibration()).isPresent();
    assertThat(page()).as("the same frames, the same page").isEqualTo(page);
    assertThat(
            calibrate(Optional.empty(), Optional.empty(), true)
                .run(List.of(FLATS.resolve("frames.csv")), Progress.SILENT)
                .calibration())
        .isPresent();
  }

  @Test
  void aCalibrationOfOtherFramesIsReplacedOnlyByForce() throws IOException {
    Path frames = copy();
    run(frames);
    Files.copy(
        frames.resolve("dark-01-a.png"),
        frames.resolve("dark-00-a.png"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> run(frames))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            work.resolve("out/calibration.json")
                + ": is of a calibration from other frames; choose another folder with --out, or"
                + " replace it with --force");
  }

  @Test
  void aFileOfAnotherOriginIsReplacedOnlyByForce() throws IOException {
    Path foreign = Files.createDirectories(work.resolve("out")).resolve("sensor.yaml");
    Files.writeString(foreign, "name: of a simulated data set\n");

    assertRefusesToReplace(foreign, "name: of a simulated data set\n");
    assertThat(files()).containsExactly("sensor.yaml");

    calibrate(Optional.empty(), Optional.empty(), true).run(List.of(FLATS), Progress.SILENT);
    assertThat(files()).isEqualTo(FILES);
    Files.writeString(foreign, "name: edited\n");
    assertRefusesToReplace(foreign, "name: edited\n");
  }

  private void assertRefusesToReplace(Path foreign, String content) {
    assertThatThrownBy(() -> run(FLATS))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            foreign
                + ": is not what calibrate wrote, and would be replaced; choose another folder with"
                + " --out, or replace it with --force");
    assertThat(foreign).hasContent(content);
  }

  @Test
  void allProblemsOfFramesAreReportedTogetherAndNothingIsWritten() throws IOException {
    Path frames = copy();
    byte[] whole = Files.readAllBytes(frames.resolve("bright-02-a.png"));
    Files.write(frames.resolve("bright-02-a.png"), Arrays.copyOf(whole, whole.length / 2));
    ImageIO.write(
        new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY),
        "png",
        frames.resolve("dark_spatial-04.png").toFile());

    assertThatThrownBy(() -> run(frames))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(frames + ": 2 errors")
        .hasMessageContaining("bright-02-a.png: ")
        .hasMessageContaining("dark_spatial-04.png is 8×8 pixels: expected 56×56 (px)");
    assertThat(files()).isEmpty();
  }

  @Test
  void unpairedFramesAndStacksAreReported() throws IOException {
    Path frames = copy();
    List<String> kept =
        Files.readAllLines(frames.resolve("frames.csv")).stream()
            .filter(line -> !line.startsWith("bright-03-b") && !line.startsWith("dark_spatial"))
            .toList();
    Files.write(frames.resolve("frames.csv"), kept);

    assertThatThrownBy(() -> run(frames))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            frames
                + ": 2 errors"
                + "\n  - "
                + frames.resolve("bright-03-a.png")
                + " of kind bright has no partner: expected two frames of the same exposure time"
                + " (28000000 ns) and light (4200 photons a pixel)\n"
                + "  - there are frames of kind bright_spatial but none of kind dark_spatial:"
                + " record both, or leave both out");
  }

  @Test
  void unmetPreconditionsAreRefusedWithAllReasons() throws IOException {
    Path frames = copy();
    List<String> kept =
        Files.readAllLines(frames.resolve("frames.csv")).stream()
            .filter(line -> !line.matches("(bright|dark)-0[1-6].*"))
            .toList();
    Files.write(frames.resolve("frames.csv"), kept);

    assertThatThrownBy(() -> strict().run(List.of(frames), Progress.SILENT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(frames + ": ")
        .hasMessageContaining("expected at least 9");
    assertThat(files()).isEmpty();

    SensorCalibration found = run(frames);
    assertThat(found.warnings()).isNotEmpty();
    assertThat(page()).contains("expected at least 9", "the intervals are wider");
    assertThat(JsonFile.read(work.resolve("out/calibration.json"))).containsKey("warnings");
  }

  @Test
  void withoutStacksThereAreNoMaps() throws IOException {
    Path frames = copy();
    List<String> kept =
        Files.readAllLines(frames.resolve("frames.csv")).stream()
            .filter(line -> !line.contains("_spatial,"))
            .toList();
    Files.write(frames.resolve("frames.csv"), kept);

    assertThat(run(frames).maps()).isEmpty();
    assertThat(files()).doesNotContain("flat-field.npy", "prnu.png").contains("sensor.yaml");
    assertThat(page()).contains("Not measured, for lack of frames or of a light meter");
  }

  @Test
  void ifOneFileCannotBeWrittenNoneIs() throws IOException {
    // Not even the superuser can replace a folder that is not empty by a file.
    Files.createDirectories(work.resolve("out/sensor.yaml/something"));

    assertThatThrownBy(() -> run(FLATS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write " + work.resolve("out/sensor.yaml"));
    assertThat(files()).containsExactly("sensor.yaml");
  }

  @Test
  void aFrameInTwoSourcesIsReported() {
    assertThatThrownBy(
            () -> calibrate().run(List.of(FLATS, FLATS.resolve("frames.csv")), Progress.SILENT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("bright-00-a.png is listed by " + FLATS + " as well");
  }

  @Test
  void invalidSettingsAreRefused() {
    assertThatThrownBy(
            () ->
                new Calibrate(
                    work,
                    "x",
                    Optional.empty(),
                    Optional.of(7),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false))
        .hasMessage("the resolution of the converter is 7: expected 8 to 16 (bits)");
    assertThatThrownBy(
            () ->
                new Calibrate(
                    work,
                    "x",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(-1.0),
                    Optional.empty(),
                    false,
                    false))
        .hasMessage("the pixel pitch is -1: expected a finite number above 0 (µm)");
  }

  private static void assertCovers(Estimate estimate, double truth) {
    assertThat(truth).isBetween(estimate.low(), estimate.high());
    assertThat(estimate.high() - estimate.low())
        .as("an interval of positive width")
        .isLessThan(0.2 * truth);
  }

  private static double mean(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    return sum / samples.length;
  }

  private static double deviation(float[] samples) {
    double mean = mean(samples);
    double sum = 0;
    for (float sample : samples) {
      sum += (sample - mean) * (sample - mean);
    }
    return Math.sqrt(sum / samples.length);
  }

  private SensorCalibration run(Path frames) throws IOException {
    return calibrate().run(List.of(frames), Progress.SILENT).calibration().orElseThrow();
  }

  private Calibrate calibrate() {
    return new Calibrate(
        work.resolve("out"),
        "bench",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        /* measurement= */ Optional.empty(),
        /* strict= */ false,
        /* force= */ false);
  }

  private Calibrate strict() {
    return new Calibrate(
        work.resolve("out"),
        "bench",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        /* measurement= */ Optional.empty(),
        /* strict= */ true,
        /* force= */ false);
  }

  private Calibrate calibrate(
      Optional<FilterArray> filters, Optional<Integer> bits, boolean force) {
    return new Calibrate(
        work.resolve("out"),
        "bench",
        filters,
        bits,
        Optional.of(3.45),
        Optional.empty(),
        false,
        force);
  }

  private String page() throws IOException {
    return Files.readString(work.resolve("out/report.html"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Copies the example, to be damaged. */
  private Path copy() throws IOException {
    Path copy = Files.createDirectory(work.resolve("frames"));
    try (Stream<Path> files = Files.list(FLATS)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** A sensor whose red and blue filters let through less. */
  private static final SensorSpec MOSAIC =
      BenchSensors.of(
          "mosaic",
          values -> {
            values.cfa = Optional.of(Cfa.RGGB);
            values.transmission = Optional.of(Matrix3.of(0.5, 0, 0, 0, 1, 0, 0, 0, 0.75));
            values.fullWell = 10_000;
            values.readNoise = 4;
            values.photoResponseNonUniformity = 0.005;
            values.darkSignalNonUniformity = 1;
            values.gain = 0.35;
            values.offset = 64;
            values.adcBits = 12;
            values.containerBits = 16;
          });

  /** Writes frames of that sensor, without stacks; red is the last to saturate. */
  private Path mosaic() throws IOException {
    Path frames = Files.createDirectory(work.resolve("mosaic"));
    SensorDevice device = new SensorDevice(MOSAIC, 96, 96, 5);
    List<String> table = new ArrayList<>(List.of("file,kind,exposure_ns,photons_per_pixel"));
    for (String copy : List.of("a", "b")) {
      Exposure exposure = new Exposure(0.01, 20);
      write(device.dark(exposure, new Seed(5, "dark" + copy)), frames.resolve("d" + copy + ".png"));
      table.add("d%s.png,dark,10000000,".formatted(copy));
      for (int i = 0; i < 37; i++) {
        double photons = 500 + 3500.0 * i;
        String name = "b%02d%s.png".formatted(i, copy);
        write(device.flat(photons, exposure, new Seed(5, name)), frames.resolve(name));
        table.add("%s,bright,10000000,%s".formatted(name, photons));
      }
    }
    Files.write(frames.resolve("frames.csv"), table);
    return frames;
  }

  private static void write(RawImage raw, Path file) throws IOException {
    BufferedImage image =
        new BufferedImage(raw.width(), raw.height(), BufferedImage.TYPE_USHORT_GRAY);
    for (int row = 0; row < raw.height(); row++) {
      for (int column = 0; column < raw.width(); column++) {
        image.getRaster().setSample(column, row, 0, (int) raw.at(row, column));
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
