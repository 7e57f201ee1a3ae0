package dev.rawline.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.Label;
import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.imaging.sensor.recapture.Binning;
import dev.rawline.learning.datamodel.HalfSizeModel;
import dev.rawline.learning.datamodel.Shots;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.engine.Scope;
import dev.rawline.learning.engine.Tensor;
import dev.rawline.learning.plan.CameraVariationPlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Crops, normalization and targets of samples. */
class PreparationTest {
  private static final CameraChoice DRONE = new CameraChoice.Fixed(Camera.DRONE);
  private static final Task CELLS = new Task.Classification(List.of("basophil", "monocyte"));
  private static final Seed SEED = Preparation.seed(7, "cell", 0);

  @BeforeAll
  static void startEngine() {
    Engine.cpu();
  }

  /** A mosaic whose samples encode their position: 100 · row + column [DN]. */
  private static RawImage raw(int width, int height) {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 100 * (i / width) + i % width;
    }
    return new RawImage(
        width, height, Cfa.GRBG, RawImage.Unit.DN, samples, Calibration.unknown(16));
  }

  private static LoadedSample cell(Frame frame) {
    return Shots.loaded("cell", frame, Label.of("monocyte"), Optional.empty(), 1);
  }

  private static Preparation crop(int side, boolean random) {
    return new Preparation(
        CELLS, new ModelInput(Optional.of(side), random, Optional.empty()), DRONE);
  }

  private static int first(PreparedSample prepared) {
    return Math.round(prepared.frame().samples()[0] * 65535);
  }

  @Test
  void theMiddleIsCroppedAtAnEvenPosition() throws IOException {
    PreparedSample prepared = crop(4, false).of(cell(raw(11, 14)), SEED);
    RawImage cut = (RawImage) prepared.frame();
    assertThat(cut.width()).isEqualTo(4);
    assertThat(cut.height()).isEqualTo(4);
    assertThat(cut.cfa()).isEqualTo(Cfa.GRBG);
    assertThat(cut.unit()).isEqualTo(RawImage.Unit.NORMALISED);
    assertThat(first(prepared)).isEqualTo(402); // row 5 − 1, column 3 − 1
    assertThat(prepared.target()).contains(new Target.OfClass(1));
    assertThat(prepared.group()).isEqualTo("group of cell");
    assertThat(prepared.camera()).isEmpty();
    assertThat(prepared.drawn()).isEmpty();
  }

  @Test
  void withoutACropOnlyAnOddRowOrColumnIsRemoved() throws IOException {
    Preparation whole = new Preparation(CELLS, ModelInput.WHOLE, DRONE);
    Frame frame = whole.of(cell(raw(11, 14)), SEED).frame();
    assertThat(frame.width()).isEqualTo(10);
    assertThat(frame.height()).isEqualTo(14);
  }

  /** Crops are at even positions everywhere, which depend on the seed only. */
  @Test
  void cropsAreDrawn() throws IOException {
    long run = Seeds.next("crops");
    Preparation preparation = crop(4, true);
    Set<Integer> corners = new TreeSet<>();
    for (int epoch = 0; epoch < 300; epoch++) {
      Seed seed = Preparation.seed(run, "cell", epoch);
      int corner = first(preparation.of(cell(raw(8, 10)), seed));
      assertThat(first(preparation.of(cell(raw(8, 10)), seed))).isEqualTo(corner);
      assertThat(first(preparation.atRest().of(cell(raw(8, 10)), seed))).isEqualTo(202);
      corners.add(corner);
    }
    assertThat(corners).containsExactly(0, 2, 4, 200, 202, 204, 400, 402, 404, 600, 602, 604);
  }

  @Test
  void tooSmallSamplesAreRejectedByName() {
    assertThatThrownBy(() -> crop(12, false).of(cell(raw(11, 14)), SEED))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "sample cell has 11×14 pixels, but the crop is 12×12: expected frames at least as"
                + " large; choose a smaller crop");
  }

  @Test
  void viewsPassUnchanged() throws IOException {
    float[] samples = new float[3 * 6 * 6];
    samples[3 * 6 + 1] = 0.5f;
    View view = new View(6, 6, samples);
    PreparedSample prepared = crop(4, false).of(cell(view), SEED);
    assertThat(prepared.frame()).isInstanceOf(View.class);
    assertThat(prepared.frame().samples()).hasSize(3 * 16);
    // Row 3, column 1 of the view is row 3, column 1 of the crop.
    assertThat(prepared.frame().samples()[3 * 4 + 1]).isEqualTo(0.5f);
  }

  @Test
  void rawImagesNeedACamera() {
    Preparation none =
        new Preparation(
            Optional.of(CELLS), ModelInput.WHOLE, Optional.empty(), false, Optional.empty());
    assertThatThrownBy(() -> none.of(cell(raw(4, 4)), SEED))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "sample cell: it is raw, but no camera is named: name one (camera), a preset, 'file' or"
                + " a camera.yaml");
  }

  @Test
  void theCameraOfARawFileIsPassedOn() throws IOException {
    Preparation file = new Preparation(CELLS, ModelInput.WHOLE, new CameraChoice.FromFile());
    Calibration known =
        new Calibration(
            16,
            Optional.of(new SourcedValue<>(SiteValues.uniform(100), "test")),
            Optional.of(new SourcedValue<>(300.0, "test")),
            Optional.of(new SourcedValue<>(new Rgb(2, 1, 1.5), "test")),
            Optional.of(new SourcedValue<>(Matrix3.IDENTITY, "test")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Orientation.UPRIGHT);
    RawImage raw =
        new RawImage(2, 2, Cfa.RGGB, RawImage.Unit.DN, new float[] {100, 150, 200, 300}, known);
    PreparedSample prepared = file.of(cell(raw), SEED);
    assertThat(prepared.frame().samples()).containsExactly(0, 0.25f, 0.5f, 1);
    assertThat(prepared.camera().orElseThrow().whiteBalance()).isEqualTo(new Rgb(2, 1, 1.5));
    assertThatThrownBy(() -> file.of(cell(raw(4, 4)), SEED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the raw file's own metadata lacks black level [DN]");
  }

  /** (black + s · signal) becomes (black + signal). */
  @Test
  void lowLightIsScaledToFullLightOnRequest() throws IOException {
    RawImage dim = RawImage.normalised(2, 2, Cfa.RGGB, new float[] {0.1f, 0.2f, 0.3f, 0.4f});
    LoadedSample loaded = Shots.loaded("cell", dim, Label.of("monocyte"), Optional.empty(), 0.25);
    Preparation asItIs = new Preparation(CELLS, ModelInput.WHOLE, DRONE);
    assertThat(asItIs.of(loaded, SEED).frame().samples()).containsExactly(dim.samples());
    Preparation full =
        new Preparation(
            Optional.of(CELLS), ModelInput.WHOLE, Optional.of(DRONE), true, Optional.empty());
    float[] brighter = full.of(loaded, SEED).frame().samples();
    assertThat(brighter[0]).isEqualTo((float) (0.0625 + (0.1f - 0.0625) / 0.25));
    assertThat(brighter[1]).isEqualTo((float) (0.0626 + (0.2f - 0.0626) / 0.25));
  }

  /**
   * 96² pixels at 4096 DN above black: shot noise of half the light, divided by it, leaves the mean
   * with a standard error of about √(2 · 4096 · gain) / 96 DN; 1 % of the signal is far above it.
   */
  @Test
  void aDrawnShareOfTheLightIsDividedOutOnRequest() throws IOException {
    int side = 96;
    float[] samples = new float[side * side];
    Arrays.fill(samples, 4096 + 4096); // black level and signal
    RawImage bright =
        new RawImage(side, side, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
    LoadedSample loaded = Shots.loaded("cell", bright, Label.of("monocyte"), Optional.empty(), 1);
    CameraRanges half = DrawnCameras.light(new Range(0.5, 0.5));
    Preparation full = new Preparation(CELLS, ModelInput.WHOLE, DRONE);
    double black = 4096 / 65535.0;
    double dark = mean(full.varying(new CameraVariation(half, SensorSpec.DRONE)), loaded) - black;
    double divided =
        mean(full.varying(new CameraVariation(half, SensorSpec.DRONE, true)), loaded) - black;

    double signal = 4096 / 65535.0;
    assertThat(dark).isCloseTo(signal / 2, within(0.01 * signal));
    assertThat(divided).isCloseTo(signal, within(0.01 * signal));
  }

  private static double mean(Preparation preparation, LoadedSample loaded) throws IOException {
    double sum = 0;
    float[] samples = preparation.of(loaded, SEED).frame().samples();
    for (float sample : samples) {
      sum += sample / samples.length;
    }
    return sum;
  }

  @Test
  void targetsAreDerivedFromLabels() throws IOException {
    Preparation dose = new Preparation(new Task.Regression("dose"), ModelInput.WHOLE, DRONE);
    LoadedSample told = Shots.loaded("cell", raw(2, 2), Label.of("-0.75"), Optional.empty(), 1);
    assertThat(dose.of(told, SEED).target()).contains(new Target.OfNumber(-0.75));
    assertThat(dose.withoutTask().of(told, SEED).target()).isEmpty();
    assertThatThrownBy(() -> dose.of(cell(raw(2, 2)), SEED))
        .hasMessage(
            "sample cell has 'monocyte' for its dose: expected a finite number, such as 0.25");
    Preparation cells = new Preparation(CELLS, ModelInput.WHOLE, DRONE);
    assertThatThrownBy(() -> cells.of(told, SEED))
        .hasMessage(
            "sample cell is of the class -0.75: expected one of basophil, monocyte; name all"
                + " classes, or leave it out");
    LoadedSample bare = Shots.loaded("cell", raw(2, 2), Label.NONE, Optional.empty(), 1);
    assertThatThrownBy(() -> cells.of(bare, SEED))
        .hasMessage(
            "sample cell has no class: expected a class in the table, or the folder, of its labels;"
                + " give it one, or leave it out");
    Preparation pixels = new Preparation(new Task.Segmentation(), ModelInput.WHOLE, DRONE);
    assertThatThrownBy(() -> pixels.of(bare, SEED))
        .hasMessage(
            "sample cell has no mask: segmentation needs one for every sample; give it one, or leave it out");
  }

  /** A mask that equals its picture does so after crop and reduction. */
  @Test
  void masksAreCroppedLikeTheirPictures() throws IOException {
    int side = 12;
    float[] samples = new float[side * side];
    byte[] kinds = new byte[side * side];
    for (int i = 0; i < samples.length; i++) {
      boolean object = i / side / 2 * 2 + i % side / 2 * 3 > 15; // whole quads
      samples[i] = object ? 1 : 0;
      kinds[i] = (byte) (object ? 200 : 0);
    }
    RawImage raw = RawImage.normalised(side, side, Cfa.BGGR, samples);
    Preparation preparation =
        new Preparation(
            new Task.Segmentation(), new ModelInput(Optional.of(8), true, Optional.empty()), DRONE);
    try (HalfSizeModel model = new HalfSizeModel(3);
        Scope _ = new Scope()) {
      for (int epoch = 0; epoch < 20; epoch++) {
        PreparedSample prepared =
            preparation.of(
                Shots.loaded(
                    "street", raw, Label.NONE, Optional.of(new Mask(side, side, kinds)), 1),
                Preparation.seed(3, "street", epoch));
        Tensor pictures = model.forward(List.of(prepared), false);
        Tensor masks = preparation.task().orElseThrow().targets(List.of(prepared), 4, 4);
        assertThat(masks.shape()).containsExactly(1, 1, 4, 4);
        assertThat(masks.toArray()).containsExactly(pictures.narrow(1, 0, 1).toArray());
      }
    }
  }

  @Test
  void halfCoveredPixelsCountAsObject() {
    Mask mask = new Mask(4, 2, new byte[] {1, 0, 1, 0, 1, 0, 0, 0});
    PreparedSample sample =
        new PreparedSample(
            "a",
            "a",
            RawImage.normalised(4, 2, Cfa.RGGB, new float[8]),
            Optional.of(new Target.OfPixels(mask)),
            Optional.empty(),
            Optional.empty());
    try (Scope _ = new Scope()) {
      Task task = new Task.Segmentation();
      assertThat(task.targets(List.of(sample), 1, 2).toArray()).containsExactly(1, 0);
      assertThat(task.targets(List.of(sample), 2, 4).toArray())
          .containsExactly(1, 0, 1, 0, 1, 0, 0, 0);
      assertThatThrownBy(() -> CELLS.targets(List.of(sample), 2, 4))
          .hasMessage(
              "sample a was prepared for another task, or without a target: prepare it for this"
                  + " one");
    }
  }

  @Test
  void wrongInputsAndTasksAreRejected() {
    assertThatThrownBy(() -> new ModelInput(Optional.of(7), true, Optional.of(9)))
        .hasMessage(
            "crop is 7: expected an even number from 2 on (px), so that the colours stay in their places; size is 9, but the crop 7: expected at most as much (px); images are only reduced");
    assertThatThrownBy(() -> new ModelInput(Optional.empty(), true, Optional.of(0)))
        .hasMessage(
            "random_crop needs a crop: give its size (px); size is 0: expected 1 or more (px)");
    assertThatThrownBy(() -> new Task.Classification(List.of("a", "a")))
        .hasMessage("classes are [a, a]: expected at least two different names");
  }

  /** A reduced mask covers the same area as the reduced mosaic: both have one centre. */
  @Test
  void aMaskIsReducedWithItsMosaic() throws IOException {
    int side = 48;
    float[] samples = new float[side * side];
    byte[] kinds = new byte[side * side];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 4096 + 1024 * (i / side);
      kinds[i] = (byte) (i / side + 1);
    }
    RawImage raw =
        new RawImage(side, side, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
    for (int factor : new int[] {3, 5}) {
      CameraRanges coarse =
          DrawnCameras.ranges(
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(factor));
      PreparedSample prepared =
          new Preparation(new Task.Segmentation(), ModelInput.WHOLE, DRONE)
              .varying(new CameraVariation(coarse, SensorSpec.DRONE))
              .of(
                  Shots.loaded(
                      "street", raw, Label.NONE, Optional.of(new Mask(side, side, kinds)), 1),
                  SEED);
      RawImage frame = (RawImage) prepared.frame();
      Mask mask = ((Target.OfPixels) prepared.target().orElseThrow()).mask();
      assertThat(mask.height()).isEqualTo(factor * frame.height());
      assertThat(mask.width()).isEqualTo(factor * frame.width());
      for (int row = 0; row < frame.height(); row++) {
        double shown = 0;
        for (int column = 0; column < frame.width(); column++) {
          shown += (frame.at(row, column) * 65535 - 4096) / 1024 / frame.width();
        }
        double covered = mask.at(factor * row + factor / 2, 0) - 1;
        assertThat(shown).isCloseTo(covered, within(0.4)); // the added noise
      }
    }
  }

  /** Binning reduces a mask like its mosaic: over two rows of any mode the middles agree. */
  @ParameterizedTest
  @EnumSource
  void aMaskIsReducedByBinning(Binning binning) throws IOException {
    int side = 48;
    float[] samples = new float[side * side];
    byte[] kinds = new byte[side * side];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 4096 + 1024 * (i / side);
      kinds[i] = (byte) (i / side + 1);
    }
    RawImage raw =
        new RawImage(side, side, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(16));
    CameraRanges ranges =
        new CameraVariationPlan(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(binning),
                Optional.empty())
            .ranges();
    PreparedSample prepared =
        new Preparation(new Task.Segmentation(), ModelInput.WHOLE, DRONE)
            .varying(new CameraVariation(ranges, SensorSpec.DRONE))
            .of(
                Shots.loaded(
                    "street", raw, Label.NONE, Optional.of(new Mask(side, side, kinds)), 1),
                SEED);
    RawImage frame = (RawImage) prepared.frame();
    Mask mask = ((Target.OfPixels) prepared.target().orElseThrow()).mask();
    int factor = binning.factor();
    assertThat(frame.cfa()).isEqualTo(binning.isFull() ? Cfa.MONOCHROME : Cfa.RGGB);
    assertThat(mask.height()).isEqualTo(factor * frame.height());
    assertThat(mask.width()).isEqualTo(factor * frame.width());
    for (int row = 0; row + 1 < frame.height(); row += 2) {
      double shown = (frame.at(row, 0) + frame.at(row + 1, 0)) / 2 * 65535 / 1024 - 4;
      double covered = 0;
      for (int i = 0; i < 2 * factor; i++) {
        covered += (mask.at(factor * row + i, 0) - 1.0) / (2 * factor);
      }
      assertThat(shown).as("%s, row %d", binning, row).isCloseTo(covered, within(0.02));
    }
  }
}
