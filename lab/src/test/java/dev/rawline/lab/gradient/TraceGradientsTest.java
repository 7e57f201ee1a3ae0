package dev.rawline.lab.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.ThetaFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PictureReader;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.ChainPullback;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.metric.ImageMetric;
import dev.rawline.imaging.metric.MeanSquaredError;
import dev.rawline.imaging.metric.Ssim;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.Mosaics;
import dev.rawline.lab.RecordedNotes;
import dev.rawline.workbench.output.FileOutcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceGradientsTest {
  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);
  private static final TraceGradients.ChainChoice PARAMETRIZED =
      new TraceGradients.ChainChoice.Parametrized();
  private static final String NAME = "photo-gradients-parametrized-mean-square";

  @TempDir private Path work;
  private Path out;
  private Path photo;

  @BeforeEach
  void makeInputs() {
    out = work.resolve("out");
    photo = Mosaics.png(work.resolve("photo.png"), 37, 29, 1);
  }

  @Test
  void aFileBecomesOneSheetAndItsRecord() throws IOException {
    FileOutcome outcome = usual(DRONE).run(photo, Progress.SILENT);

    assertThat(outcome)
        .isEqualTo(new FileOutcome.Rendered(photo, List.of(out.resolve(NAME + ".png")), 37L * 29));
    assertThat(names()).containsExactlyInAnyOrder(NAME + ".png", NAME + ".json");
    BufferedImage sheet = ImageIO.read(out.resolve(NAME + ".png").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(1200);
  }

  @Test
  void theRecordHasTheLossAndEveryGradient() throws IOException {
    usual(DRONE).run(photo, Progress.SILENT);
    Map<String, Object> record = record(NAME);

    Isp isp = Isp.parametrized(Camera.DRONE);
    RawImage raw = Camera.DRONE.normalise(RawFiles.read(photo));
    ChainPullback<RawImage, View> pullback = isp.pull(raw);
    View view = pullback.value();
    double loss = 0;
    float[] cotangent = new float[view.samples().length];
    for (int i = 0; i < cotangent.length; i++) {
      double off = view.samples()[i] - 0.5;
      loss += off * off / cotangent.length;
      cotangent[i] = (float) (2 * off / cotangent.length);
    }
    Gradient<RawImage> gradient = pullback.back(new View(view.width(), view.height(), cotangent));

    assertThat(number(record, "loss", "value")).isCloseTo(loss, within(1e-9));
    assertThat(map(record.get("loss"))).containsEntry("name", "mean-square");
    assertThat(number(record, "deadZone", "below")).isBetween(0.0, 1.0);
    assertGradients(maps(record.get("theta")), isp.theta(), gradient.parameters());
    assertThat(maps(record.get("stages")).stream().map(stage -> stage.get("name")))
        .containsExactly(
            "input",
            "black_level",
            "demosaic",
            "white_balance",
            "colour_correction",
            "sharpening",
            "blur",
            "gamma");
  }

  private static void assertGradients(
      List<Map<String, Object>> numbers, Theta theta, double[] gradient) {
    assertThat(numbers).hasSize(theta.size());
    for (int i = 0; i < theta.size(); i++) {
      assertThat(numbers.get(i))
          .containsEntry("name", theta.name(i))
          .containsEntry("value", theta.vector()[i]);
      assertThat(((Number) numbers.get(i).get("gradient")).doubleValue())
          .isCloseTo(gradient[i], within(1e-5 * Math.abs(gradient[i]) + 1e-9));
    }
  }

  @Test
  void aSecondRunSkipsAndForceRedoes() throws IOException {
    TraceGradients trace = usual(DRONE);
    trace.run(photo, Progress.SILENT);

    assertThat(trace.run(photo, Progress.SILENT)).isEqualTo(new FileOutcome.Skipped(photo));
    assertThat(
            new TraceGradients(
                    out,
                    DRONE,
                    PARAMETRIZED,
                    Optional.empty(),
                    TraceGradients.LossChoice.DEFAULT,
                    Optional.empty(),
                    /* highlightClip= */ false,
                    /* force= */ true,
                    RawDescription.NONE)
                .run(photo, Progress.SILENT))
        .isInstanceOf(FileOutcome.Rendered.class);
  }

  static Stream<ImageMetric> metrics() {
    return ImageMetric.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void everyLossIsZeroForItsOwnTarget(ImageMetric metric) throws IOException {
    Path same = target(Isp.parametrized(Camera.DRONE));

    trace(PARAMETRIZED, new TraceGradients.LossChoice(metric, Optional.of(same)), Optional.empty());

    double loss = number(record("photo-gradients-parametrized-" + metric.name()), "loss", "value");
    // Half a level of 8 bits apart at most, everywhere.
    switch (metric.name()) {
      case "mean-square" -> assertThat(loss).isBetween(0.0, 0.25 / 255 / 255);
      case "psnr" -> assertThat(loss).isLessThan(-54);
      case "ssim" -> assertThat(loss).isBetween(0.0, 0.01);
      default -> assertThat(loss).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aChangedTargetIsNoticed() throws IOException {
    Path picture = target(Isp.parametrized(Camera.DRONE));
    TraceGradients.LossChoice loss =
        new TraceGradients.LossChoice(MeanSquaredError.DEFAULT, Optional.of(picture));
    trace(PARAMETRIZED, loss, Optional.empty());

    assertThat(trace(PARAMETRIZED, loss, Optional.empty()))
        .isEqualTo(new FileOutcome.Skipped(photo));
    PngFile.write(new View(37, 29, new float[3 * 37 * 29]), picture);
    assertThat(trace(PARAMETRIZED, loss, Optional.empty()))
        .isInstanceOf(FileOutcome.Rendered.class);
  }

  @Test
  void aLossWithoutItsTargetIsRefused() {
    assertThatThrownBy(() -> new TraceGradients.LossChoice(Ssim.DEFAULT, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the loss ssim needs a target image: give --target PICTURE");
  }

  @Test
  void aTargetOfAnotherSizeIsRefusedAndNothingIsWritten() throws IOException {
    Path picture = work.resolve("small.png");
    PngFile.write(new View(10, 10, new float[300]), picture);

    assertThatThrownBy(
            () ->
                trace(
                    PARAMETRIZED,
                    new TraceGradients.LossChoice(MeanSquaredError.DEFAULT, Optional.of(picture)),
                    Optional.of(new Crop(20, 16, 2, 4))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            picture
                + ": has 10×10 pixels, but the raw image 37×29 and the traced part of it 20×16; give a target of either size");
    assertThatThrownBy(
            () ->
                trace(
                    PARAMETRIZED,
                    new TraceGradients.LossChoice(MeanSquaredError.DEFAULT, Optional.of(picture)),
                    Optional.empty()))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            picture + ": has 10×10 pixels, but the raw image 37×29; give a target of its size");
    assertThat(names()).isEmpty();
  }

  @Test
  void aCropIsTracedWithItsPartOfTheTarget() throws IOException {
    Path picture = target(Isp.parametrized(Camera.DRONE));
    TraceGradients.LossChoice loss =
        new TraceGradients.LossChoice(MeanSquaredError.DEFAULT, Optional.of(picture));
    Crop crop = new Crop(20, 16, 3, 4);

    trace(PARAMETRIZED, loss, Optional.of(crop));
    Map<String, Object> whole = record(NAME);
    View view = PictureReader.read(picture);
    PngFile.write(crop.of(view, RawFiles.read(photo)), picture);
    trace(PARAMETRIZED, loss, Optional.of(crop));

    assertThat(map(whole.get("settings"))).containsEntry("crop", "20x16+3+4");
    assertThat(record(NAME).get("theta")).isEqualTo(whole.get("theta"));
    assertThat(number(whole, "loss", "value")).isBetween(1e-6, 0.01);
  }

  @Test
  void aCropOutsideIsRefused() throws IOException {
    assertThatThrownBy(
            () ->
                trace(
                    PARAMETRIZED,
                    TraceGradients.LossChoice.DEFAULT,
                    Optional.of(new Crop(30, 16, 20, 4))))
        .isInstanceOf(RejectedFileException.class)
        .hasMessage(
            photo + ": the crop 30x16+20+4 leaves the mosaic of 37×29 pixels; choose one inside");
    assertThat(names()).isEmpty();
  }

  @Test
  void aCropOfAChainWithAFlatFieldIsTraced() throws IOException {
    Path isp =
        Files.writeString(
            work.resolve("even.yaml"),
            """
            stages:
              - flat_field: gains.npy
              - demosaicing: {method: bilinear}
              - gamma: {gamma: 2.2}
            """);
    double[] gains = new double[37 * 29];
    Arrays.setAll(gains, i -> 1 + i / 1000f);
    Files.write(work.resolve("gains.npy"), NumpyArray.write(List.of(29, 37), gains));

    trace(
        new TraceGradients.ChainChoice.FromFile(isp),
        TraceGradients.LossChoice.DEFAULT,
        Optional.of(new Crop(20, 16, 3, 4)));

    assertThat(maps(record("photo-gradients-even-mean-square").get("theta")).getFirst())
        .containsEntry("name", "flat_field[0][0]")
        .containsEntry("value", gains[4 * 37 + 3]);
  }

  @Test
  void ofALargeFileTheCentreIsTracedWithANote() throws IOException {
    Path wide = Mosaics.flat(work.resolve("photo.png"), TraceGradients.LONGEST + 7, 4, 90);
    List<String> notes = new ArrayList<>();

    usual(DRONE).run(wide, new RecordedNotes(notes));

    assertThat(notes)
        .containsExactly(wide + ": traces the middle, 1024x4+2+0; --crop chooses another part");
    assertThat(map(record(NAME).get("settings"))).containsEntry("crop", "1024x4+2+0");
  }

  @Test
  void thetaOfAFileIsTracedWithItsFrozenParameters() throws IOException {
    Path theta = work.resolve("theta.yaml");
    Theta changed =
        Isp.parametrized(Camera.DRONE)
            .theta()
            .with("gamma", 1.7)
            .thawed("gamma.floor")
            .frozen("gamma", "colour_matrix[1][2]");
    ThetaFiles.write(changed, theta);

    usual(DRONE).run(photo, Progress.SILENT);
    traceNumbers(theta);

    // In addition to the sheet of the initial parameters of the chain.
    assertThat(names()).contains(NAME + ".png");
    List<Map<String, Object>> numbers =
        maps(record("photo-gradients-parametrized-theta-mean-square").get("theta"));
    assertThat(numbers)
        .anySatisfy(
            number ->
                assertThat(number).containsEntry("name", "gamma").containsEntry("value", 1.7));
    assertThat(
            numbers.stream()
                .filter(number -> number.get("frozen").equals(true))
                .map(number -> number.get("name")))
        .containsExactly("colour_matrix[1][2]", "gamma");
  }

  @Test
  void changedMapsNextToThetaAreNoticed() throws IOException {
    Path theta = work.resolve("theta.yaml");
    ThetaFiles.write(Isp.parametrized(Camera.DRONE).theta(), theta);
    Files.writeString(
        theta,
        Files.readString(theta).replaceFirst("white_balance: \\[.*]", "white_balance: gains.npy"));
    Path gains = work.resolve("gains.npy");
    Files.write(gains, NumpyArray.write(List.of(3), new double[] {2, 1, 2}));
    traceNumbers(theta);

    assertThat(traceNumbers(theta)).isEqualTo(new FileOutcome.Skipped(photo));
    Files.write(gains, NumpyArray.write(List.of(3), new double[] {2, 1, 1}));
    assertThat(traceNumbers(theta)).isInstanceOf(FileOutcome.Rendered.class);
  }

  @Test
  void aChainOfAFileIsTracedUnderItsName() throws IOException {
    Path isp =
        Files.writeString(
            work.resolve("short.yaml"),
            "stages:\n  - demosaicing: {method: bilinear}\n  - gamma: {gamma: 2.2}\n");

    trace(
        new TraceGradients.ChainChoice.FromFile(isp),
        TraceGradients.LossChoice.DEFAULT,
        Optional.empty());

    assertThat(
            maps(record("photo-gradients-short-mean-square").get("stages")).stream()
                .map(stage -> stage.get("name")))
        .containsExactly("input", "bilinear", "gamma");
  }

  @ParameterizedTest
  @MethodSource("views")
  void everyViewIsTraced(ViewName view) throws IOException {
    assertThat(
            trace(
                new TraceGradients.ChainChoice.Named(view),
                TraceGradients.LossChoice.DEFAULT,
                Optional.empty()))
        .isInstanceOf(FileOutcome.Rendered.class);
    assertThat(names()).contains("photo-gradients-" + view + "-mean-square.png");
  }

  static Stream<ViewName> views() {
    return ViewName.ALL.stream();
  }

  @Test
  void allMistakesOfAChainAreReportedAndNothingIsWritten() throws IOException {
    Path isp =
        Files.writeString(
            work.resolve("wrong.yaml"), "stages:\n  - demosaicing: {method: no}\n  - gama\n");

    assertThatThrownBy(
            () ->
                trace(
                    new TraceGradients.ChainChoice.FromFile(isp),
                    TraceGradients.LossChoice.DEFAULT,
                    Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("method")
        .hasMessageContaining("gama");
    assertThat(names()).isEmpty();
  }

  @Test
  void progressAddsUpToTheFile() throws IOException {
    double[] reported = new double[1];

    usual(DRONE)
        .run(
            photo,
            new Progress() {
              @Override
              public void advance(double rawPixels) {
                reported[0] += rawPixels;
              }
            });

    assertThat(reported[0]).isCloseTo(37.0 * 29, within(1e-9));
  }

  @Test
  void aRealFileOfAMicroscopeIsTraced() throws IOException {
    Path real = SharedData.require("data/raw/raw2logit_micro_256x256_rggb_8bit.png");

    usual(new CameraChoice.Fixed(Camera.MICROSCOPE)).run(real, Progress.SILENT);

    // The sample was stretched in contrast: the preset drives most of it to white.
    assertThat(
            number(
                record("raw2logit_micro_256x256_rggb_8bit-gradients-parametrized-mean-square"),
                "deadZone",
                "above"))
        .isGreaterThan(0.9);
  }

  private TraceGradients usual(CameraChoice camera) {
    return new TraceGradients(
        out,
        camera,
        PARAMETRIZED,
        Optional.empty(),
        TraceGradients.LossChoice.DEFAULT,
        Optional.empty(),
        /* highlightClip= */ false,
        /* force= */ false,
        RawDescription.NONE);
  }

  private FileOutcome traceNumbers(Path theta) throws IOException {
    return new TraceGradients(
            out,
            DRONE,
            PARAMETRIZED,
            Optional.of(theta),
            TraceGradients.LossChoice.DEFAULT,
            Optional.empty(),
            /* highlightClip= */ false,
            /* force= */ false,
            RawDescription.NONE)
        .run(photo, Progress.SILENT);
  }

  private FileOutcome trace(
      TraceGradients.ChainChoice chain, TraceGradients.LossChoice loss, Optional<Crop> crop)
      throws IOException {
    return new TraceGradients(
            out,
            DRONE,
            chain,
            Optional.empty(),
            loss,
            crop,
            /* highlightClip= */ false,
            /* force= */ false,
            RawDescription.NONE)
        .run(photo, Progress.SILENT);
  }

  private Path target(Isp isp) throws IOException {
    Path picture = work.resolve("target.png");
    PngFile.write(isp.apply(Camera.DRONE.normalise(RawFiles.read(photo))), picture);
    return picture;
  }

  private Map<String, Object> record(String name) throws IOException {
    return JsonFile.read(out.resolve(name + ".json"));
  }

  private static double number(Map<String, Object> record, String key, String part) {
    return ((Number) map(record.get(key)).get(part)).doubleValue();
  }

  @SuppressWarnings("unchecked") // as JSON has it
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // as JSON has it
  private static List<Map<String, Object>> maps(Object value) {
    return (List<Map<String, Object>>) value;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
