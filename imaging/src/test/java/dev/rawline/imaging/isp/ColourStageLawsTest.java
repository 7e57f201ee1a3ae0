package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.Compatible;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.chain.StageLaws;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of the stages on linear colours, luma filters among them. */
class ColourStageLawsTest extends StageLaws<LinearRgb, LinearRgb> {
  private static final List<LumaStage> FILTERS =
      List.of(
          SharpeningFilter.DEFAULT,
          UnsharpMasking.DEFAULT,
          GaussianDenoising.DEFAULT,
          MedianDenoising.DEFAULT,
          FftDenoising.DEFAULT,
          TvChambolle.DEFAULT,
          TvBregman.DEFAULT,
          Bilateral.DEFAULT);

  @Override
  protected List<Stage<LinearRgb, LinearRgb>> stages(Shape shape) {
    Stream<Stage<LinearRgb, LinearRgb>> pointwise =
        Stream.of(
            new WhiteBalance(new Rgb(2.8, 1, 1.7)),
            new ColourCorrection(Matrix3.of(1.5, -0.3, -0.2, -0.2, 1.7, -0.5, 0, -0.4, 1.4)),
            HighlightClip.DEFAULT);
    Stream<Stage<LinearRgb, LinearRgb>> filters =
        FILTERS.stream().flatMap(filter -> Stream.of(filter, new OnColours(filter)));
    return Stream.concat(pointwise, filters).toList();
  }

  /** The reference's filters obey every law but one: several of them do not keep a grey even. */
  @TestFactory
  Stream<DynamicTest> theCompatibilityPresetIsPure() {
    List<Stage<LinearRgb, LinearRgb>> preset =
        List.of(
            Compatible.SHARPENING_FILTER,
            Compatible.UNSHARP_MASKING,
            Compatible.GAUSSIAN,
            Compatible.MEDIAN,
            Compatible.FFT,
            Compatible.TV_CHAMBOLLE,
            Compatible.TV_BREGMAN,
            Compatible.BILATERAL);
    return eachStage(
        "compatible",
        shape -> preset,
        trial -> {
          float[] before = trial.input().samples().clone();
          LinearRgb output = trial.stage().apply(trial.input());
          assertThat(trial.input().samples()).containsExactly(before);
          assertThat(trial.stage().apply(frame(trial.shape(), before)).samples())
              .containsExactly(output.samples());
          assertFinite(output);
        });
  }

  /** Whatever number a parameter may be, the picture stays one. */
  @TestFactory
  Stream<DynamicTest> theLargestAndSmallestParametersGivePictures() {
    Border border = Border.MIRROR;
    OptionalDouble tiny = OptionalDouble.of(Double.MIN_VALUE);
    OptionalDouble huge = OptionalDouble.of(Double.MAX_VALUE);
    List<Stage<LinearRgb, LinearRgb>> extremes =
        List.of(
            new HighlightClip(Double.MIN_VALUE),
            new UnsharpMasking(100, 100, border),
            new UnsharpMasking(Double.MIN_VALUE, 100, border),
            new GaussianDenoising(100, border),
            new GaussianDenoising(Double.MIN_VALUE, border),
            new MedianDenoising(99, border),
            new FftDenoising(0),
            new TvChambolle(Double.MIN_VALUE),
            new TvChambolle(1000),
            new TvBregman(Double.MIN_VALUE),
            new TvBregman(Double.MAX_VALUE),
            new TvBregman(Double.MIN_VALUE, TvBregman.Variant.REFERENCE),
            new TvBregman(Double.MAX_VALUE, TvBregman.Variant.REFERENCE),
            new Bilateral(0.1, tiny, border, Bilateral.Weights.GAUSSIAN),
            new Bilateral(30, huge, border, Bilateral.Weights.GAUSSIAN));
    Shape shape = new Shape(new Size(3, 5), Cfa.RGGB);
    float[] step = new float[3 * 3 * 5];
    for (int i = 0; i < step.length; i++) {
      step[i] = i % 5 < 2 ? 0.2f : 0.7f;
    }
    return extremes.stream()
        .map(
            stage ->
                DynamicTest.dynamicTest(
                    stage.toString(), () -> assertFinite(stage.apply(frame(shape, step)))));
  }

  @Override
  protected List<Stage<LinearRgb, LinearRgb>> neutralStages(Shape shape) {
    return List.of(
        new WhiteBalance(new Rgb(1, 1, 1)),
        new ColourCorrection(Matrix3.IDENTITY),
        new HighlightClip(1.3),
        new UnsharpMasking(1, 0, Border.MIRROR),
        new UnsharpMasking(0, 1, Border.MIRROR),
        new GaussianDenoising(0, Border.MIRROR),
        new MedianDenoising(1, Border.MIRROR),
        new FftDenoising(0.5),
        new TvChambolle(0),
        new Bilateral(1, OptionalDouble.of(1e-9), Border.MIRROR, Bilateral.Weights.GAUSSIAN));
  }

  @Override
  protected List<Rejection> rejections() {
    Border border = Border.MIRROR;
    return List.of(
        new Rejection(
            "white_balance of BLUE is Infinity: expected a finite number (gain, no unit)",
            () -> new WhiteBalance(new Rgb(1, 1, Double.POSITIVE_INFINITY))),
        new Rejection(
            "highlight_clip level is 0: expected a finite number above 0 (normalised)",
            () -> new HighlightClip(0)),
        new Rejection(
            "unsharp_masking radius is -1: expected 0 to 100 (px)",
            () -> new UnsharpMasking(-1, 1, border)),
        new Rejection(
            "unsharp_masking amount is NaN: expected 0 to 100 (no unit)",
            () -> new UnsharpMasking(1, Double.NaN, border)),
        new Rejection(
            "gaussian sigma is 100.5: expected 0 to 100 (px)",
            () -> new GaussianDenoising(100.5, border)),
        new Rejection(
            "median size is 0: expected 1 to 99 (px)", () -> new MedianDenoising(0, border)),
        new Rejection(
            "fft keep is -0.1: expected 0 to 0.5 (cycles per pixel)", () -> new FftDenoising(-0.1)),
        new Rejection(
            "fft keep is 0.6: expected 0 to 0.5 (cycles per pixel)", () -> new FftDenoising(0.6)),
        new Rejection(
            "tv_chambolle weight is -0.1: expected 0 to 1000 (unit of the luma)",
            () -> new TvChambolle(-0.1)),
        new Rejection(
            "tv_bregman weight is 0: expected a finite number above 0 (inverse unit of the luma)",
            () -> new TvBregman(0)),
        new Rejection(
            "bilateral sigma_space is 0: expected 0.1 to 30 (px)", () -> new Bilateral(0, border)),
        new Rejection(
            "bilateral sigma_value is -2: expected a finite number above 0 (unit of the luma)",
            () -> new Bilateral(1, OptionalDouble.of(-2), border, Bilateral.Weights.GAUSSIAN)));
  }

  /** A picture may be a line or a single pixel. */
  @Override
  protected List<Size> sizes() {
    return Stream.concat(
            Stream.of(new Size(1, 1), new Size(1, 7), new Size(7, 1)), super.sizes().stream())
        .toList();
  }

  @Override
  protected LinearRgb frame(Shape shape, float[] samples) {
    return new LinearRgb(shape.width(), shape.height(), samples);
  }

  @Override
  protected int samplesPerPixel() {
    return 3;
  }

  @Override
  protected void assertKind(LinearRgb input, LinearRgb output) {
    assertThat(output.samples()).hasSameSizeAs(input.samples());
  }

  /** Every kind of luma filter has a default, so that the laws above meet all of them. */
  @Test
  void noFilterIsForgotten() {
    assertThat(FILTERS.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(LumaStage.class.getPermittedSubclasses());
  }

  /** A luma filter adds the change of luma to each colour: what YUV, filter, RGB comes to. */
  @TestFactory
  Stream<DynamicTest> lumaFiltersLeaveTheChromaAlone() {
    return eachStage(
        "chroma",
        shape -> List.copyOf(FILTERS),
        trial -> {
          Planes rgb = Planes.of(trial.input());
          LumaStage filter = (LumaStage) trial.stage();
          Planes yuv = Yuv.of(rgb);
          Planes theLongWay =
              Yuv.toRgb(
                  Planes.stack(Plain.filter(filter, yuv.plane(0)), yuv.plane(1), yuv.plane(2)));
          assertThat(Plain.apply(filter, rgb).samples)
              .containsExactly(theLongWay.samples, offset(1e-9));
        });
  }

  /** Filtering the reflected picture gives the reflected result, borders included. */
  @TestFactory
  Stream<DynamicTest> filtersCommuteWithReflection() {
    List<Stage<LinearRgb, LinearRgb>> symmetric =
        List.of(
            SharpeningFilter.DEFAULT,
            UnsharpMasking.DEFAULT,
            GaussianDenoising.DEFAULT,
            MedianDenoising.DEFAULT,
            FftDenoising.DEFAULT,
            Bilateral.DEFAULT);
    return eachStage(
        "reflection",
        shape -> symmetric,
        trial -> {
          float[] ours = reflected(trial.stage().apply(trial.input())).samples();
          assertThat(trial.stage().apply(reflected(trial.input())).samples())
              .containsExactly(ours, offset(2e-6f));
        });
  }

  /** Sharpening and smoothing move brightness about; they make none. */
  @TestFactory
  Stream<DynamicTest> filtersKeepTheLevelOfAnEvenGrey() {
    return eachStage(
        "level",
        shape -> List.copyOf(FILTERS),
        trial -> {
          float[] grey = new float[trial.input().samples().length];
          Arrays.fill(grey, 0.4f);
          assertThat(trial.stage().apply(frame(trial.shape(), grey)).samples())
              .containsExactly(grey, offset(1e-6f));
        });
  }

  @Test
  void anImpulseShowsTheKernel() {
    Planes impulse = new Planes(1, 7, 7);
    impulse.set(0, 3, 3, 1);

    Planes sharp = SharpeningFilter.DEFAULT.plain(impulse);
    assertThat(sharp.at(0, 3, 3)).isEqualTo(5);
    assertThat(sharp.at(0, 2, 3)).isEqualTo(-1);
    assertThat(sharp.at(0, 3, 4)).isEqualTo(-1);
    assertThat(sharp.at(0, 2, 2)).isZero();

    // σ = ½ reaches ⌊2 + ½⌋ = 2 px: weights 1, e⁻², e⁻⁸ on either side of the middle.
    double middle = 1 / (1 + 2 * Math.exp(-2) + 2 * Math.exp(-8));
    Planes soft = GaussianDenoising.DEFAULT.plain(impulse);
    assertThat(soft.at(0, 3, 3)).isCloseTo(middle * middle, offset(1e-15));
    assertThat(soft.at(0, 2, 5)).isCloseTo(middle * middle * Math.exp(-2 - 8), offset(1e-15));
    assertThat(soft.at(0, 3, 0)).isZero();

    Planes unsharp = new UnsharpMasking(0.5, 3, Border.MIRROR).plain(impulse);
    assertThat(unsharp.at(0, 3, 3)).isCloseTo(1 + 3 * (1 - middle * middle), offset(1e-14));
    assertThat(MedianDenoising.DEFAULT.plain(impulse).samples).containsOnly(0);
  }

  /** 0.29 · 100 is less than 29 in double precision, but a frequency of 29/100 is 0.29. */
  @Test
  void theHighestFrequencyIsKept() {
    Planes wave = new Planes(1, 1, 100);
    for (int i = 0; i < 100; i++) {
      wave.set(0, 0, i, Math.cos(2 * Math.PI * 29 * i / 100));
    }
    assertThat(new FftDenoising(0.29).plain(wave).samples)
        .containsExactly(wave.samples, offset(1e-12));
    assertThat(new FftDenoising(Math.nextDown(0.29)).plain(wave).samples)
        .containsExactly(wave.blank().samples, offset(1e-12));
  }

  @Test
  void highlightClipKeepsBlownHighlightsNeutral() {
    LinearRgb blown = new WhiteBalance(new Rgb(2.8, 1, 1.7)).apply(pixel(1, 1, 1));
    assertThat(HighlightClip.DEFAULT.apply(blown).samples()).containsExactly(1, 1, 1);
  }

  @Test
  void colourCorrectionMultipliesRowsWithColours() {
    Matrix3 matrix = Matrix3.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(new ColourCorrection(matrix).apply(pixel(1, 10, 100)).samples())
        .containsExactly(321, 654, 987);
  }

  @Test
  void totalVariationNeverGrows() {
    Shape shape = new Shape(new Size(16, 16), Cfa.RGGB);
    float[] noisy = new float[3 * 16 * 16];
    Random random = new Random(Seeds.next("total variation"));
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = random.nextFloat();
    }
    Planes luma = Luma.of(Planes.of(frame(shape, noisy)));
    assertThat(variation(new TvChambolle(0.1).plain(luma))).isLessThan(0.8 * variation(luma));
    assertThat(variation(new TvBregman(5).plain(luma))).isLessThan(0.8 * variation(luma));
  }

  @Test
  void theTwoTotalVariationSolversAgree() {
    // One lowers Σ(u − f)²/2 + w Σ|∇u|, the other Σ|∇u| + v/2 Σ(u − f)²: the same for v = 1/w.
    Planes step = new Planes(1, 12, 12);
    for (int i = 0; i < step.samples.length; i++) {
      step.samples[i] = i % 12 < 6 ? 0.2 : 0.8;
    }
    Planes chambolle = new TvChambolle(0.05).plain(step);
    Planes bregman = new TvBregman(1 / 0.05).plain(step);
    for (int i = 0; i < step.samples.length; i++) {
      assertThat(bregman.samples[i]).isCloseTo(chambolle.samples[i], offset(0.01));
    }
    // The exact answer keeps the step and moves each side by weight / (its width).
    assertThat(chambolle.at(0, 5, 0)).isCloseTo(0.2 + 0.05 / 6, offset(0.01));
    assertThat(chambolle.at(0, 5, 11)).isCloseTo(0.8 - 0.05 / 6, offset(0.01));
  }

  private static void assertFinite(LinearRgb picture) {
    for (float sample : picture.samples()) {
      assertThat(sample).isFinite();
    }
  }

  private static double variation(Planes plane) {
    double sum = 0;
    for (int row = 0; row + 1 < plane.height; row++) {
      for (int column = 0; column + 1 < plane.width; column++) {
        sum +=
            Math.hypot(
                plane.at(0, row + 1, column) - plane.at(0, row, column),
                plane.at(0, row, column + 1) - plane.at(0, row, column));
      }
    }
    return sum;
  }

  private static LinearRgb pixel(float red, float green, float blue) {
    return new LinearRgb(1, 1, new float[] {red, green, blue});
  }

  private static LinearRgb reflected(LinearRgb picture) {
    float[] samples = new float[picture.samples().length];
    int at = 0;
    for (Colour colour : Colour.values()) {
      for (int row = 0; row < picture.height(); row++) {
        for (int column = picture.width() - 1; column >= 0; column--) {
          samples[at++] = picture.at(colour, row, column);
        }
      }
    }
    return new LinearRgb(picture.width(), picture.height(), samples);
  }
}
