package dev.rawline.imaging.isp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.camera.CompatibilityPreset;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.chain.PictureStageLaws;
import dev.rawline.imaging.frame.Border;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Rgb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of the stages on linear colours, luma filters among them. */
class ColourStageLawsTest extends PictureStageLaws<LinearRgb, LinearRgb> {
  /** No kernel is symmetric; the first sums to 1. */
  private static final LumaConvolution LOPSIDED =
      kernel(Border.MIRROR, 0.1, 0.4, -0.3, -0.2, 0.9, 0.6, 0.05, -0.5, -0.05);

  private static final List<LumaStage> FILTERS =
      List.of(
          LOPSIDED,
          SharpeningFilter.DEFAULT,
          UnsharpMasking.DEFAULT,
          GaussianDenoising.DEFAULT,
          MedianDenoising.DEFAULT,
          FftDenoising.DEFAULT,
          TvChambolle.DEFAULT,
          TvBregman.DEFAULT,
          Bilateral.DEFAULT);

  /**
   * Filters that do not keep a grey uniform, or whose laws are already tested by another filter.
   */
  private static final List<LumaStage> MORE_FILTERS =
      Stream.of(Border.MIRROR, Border.SYMMETRIC, Border.ZERO)
          .<LumaStage>flatMap(
              border ->
                  Stream.of(
                      kernel(border, -0.7),
                      kernel(border, ascending(5)),
                      kernel(border, ascending(7)),
                      new SharpeningFilter(border),
                      new UnsharpMasking(0.7, 1.5, border),
                      new UnsharpMasking(1.3, 0.4, border, UnsharpMasking.Blur.VERTICAL),
                      new GaussianDenoising(0.9, border),
                      new MedianDenoising(2, border),
                      new MedianDenoising(5, border)))
          .toList();

  private static final List<Differentiable<LinearRgb, LinearRgb>> COMPATIBLE =
      List.of(
          CompatibilityPreset.SHARPENING_FILTER,
          CompatibilityPreset.UNSHARP_MASKING,
          CompatibilityPreset.GAUSSIAN,
          CompatibilityPreset.MEDIAN,
          CompatibilityPreset.FFT,
          CompatibilityPreset.TV_CHAMBOLLE,
          CompatibilityPreset.TV_BREGMAN,
          CompatibilityPreset.BILATERAL);

  ColourStageLawsTest() {
    super(LinearRgb::new, LinearRgb::new);
  }

  @Override
  protected List<Differentiable<LinearRgb, LinearRgb>> stages(Shape shape) {
    Stream<Differentiable<LinearRgb, LinearRgb>> more =
        MORE_FILTERS.stream().flatMap(filter -> Stream.of(filter, new RgbFilter(filter)));
    return Stream.concat(flatStages(shape).stream(), more).toList();
  }

  @Override
  protected List<Differentiable<LinearRgb, LinearRgb>> flatStages(Shape shape) {
    Stream<Differentiable<LinearRgb, LinearRgb>> pointwise =
        Stream.of(
            new WhiteBalance(new Rgb(2.8, 1, 1.7)),
            new ColourCorrection(Matrix3.of(1.5, -0.3, -0.2, -0.2, 1.7, -0.5, 0, -0.4, 1.4)),
            HighlightClip.DEFAULT);
    Stream<Differentiable<LinearRgb, LinearRgb>> filters =
        FILTERS.stream().flatMap(filter -> Stream.of(filter, new RgbFilter(filter)));
    return Stream.concat(pointwise, filters).toList();
  }

  /** The reference's filters obey every law but one: several of them do not keep a grey uniform. */
  @TestFactory
  Stream<DynamicTest> theCompatibilityPresetIsPure() {
    return eachStage(
        "compatible",
        shape -> COMPATIBLE,
        trial -> {
          float[] before = trial.input().samples().clone();
          LinearRgb output = trial.stage().apply(trial.input());
          assertThat(trial.input().samples()).containsExactly(before);
          assertThat(trial.stage().apply(frame(trial.shape(), before)).samples())
              .containsExactly(output.samples());
          assertFinite(output);
        });
  }

  /** Pictures and gradients are finite for every valid parameter. */
  @TestFactory
  Stream<DynamicTest> extremeParametersGiveFiniteNumbers() {
    Border border = Border.MIRROR;
    List<Differentiable<LinearRgb, LinearRgb>> extremes =
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
            bilateral(0.1, Double.MIN_VALUE, border),
            bilateral(30, Double.MAX_VALUE, border));
    Random random = new Random(Seeds.next("extremes"));
    Shape shape = new Shape(new Size(3, 5), Cfa.RGGB);
    float[] evenAndUneven = new float[3 * 3 * 5];
    for (int i = 0; i < evenAndUneven.length; i++) {
      evenAndUneven[i] = i % 5 < 3 ? 0.2f : random.nextFloat();
    }
    LinearRgb picture = frame(shape, evenAndUneven);
    return extremes.stream()
        .map(
            stage ->
                DynamicTest.dynamicTest(
                    stage.toString(),
                    () -> {
                      assertFinite(stage.apply(picture));
                      Gradient<LinearRgb> gradient = stage.pull(picture).back(picture);
                      assertFinite(gradient.input());
                      assertThat(Arrays.stream(gradient.parameters())).allMatch(Double::isFinite);
                    }));
  }

  @Override
  protected List<Differentiable<LinearRgb, LinearRgb>> neutralStages(Shape shape) {
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

  /**
   * All but the bilateral filter with the reference's tables, whose weights are steps: its backward
   * pass keeps them constant, and is tested separately.
   */
  @Override
  protected List<Differentiable<LinearRgb, LinearRgb>> smoothStages(Shape shape) {
    Stream<Differentiable<LinearRgb, LinearRgb>> solvers =
        Stream.of(
            new TvChambolle(0.1),
            new TvBregman(2),
            new RgbFilter(new TvBregman(5)),
            new RgbFilter(new TvBregman(1, TvBregman.Variant.REFERENCE)));
    Stream<Differentiable<LinearRgb, LinearRgb>> bilaterals =
        Stream.of(Border.values())
            .flatMap(border -> Stream.of(new Bilateral(0.6, border), bilateral(1.1, 0.3, border)))
            .flatMap(filter -> Stream.of(filter, new RgbFilter(filter)));
    return Stream.of(stages(shape).stream(), COMPATIBLE.stream(), solvers, bilaterals)
        .flatMap(stages -> stages)
        .filter(stage -> !stage.equals(CompatibilityPreset.BILATERAL))
        .distinct()
        .toList();
  }

  private static Bilateral bilateral(double sigmaSpace, double sigmaValue, Border border) {
    return new Bilateral(
        sigmaSpace, OptionalDouble.of(sigmaValue), border, Bilateral.Weights.GAUSSIAN);
  }

  @Override
  protected List<Differentiable<LinearRgb, LinearRgb>> linearStages(Shape shape) {
    return stages(shape).stream().filter(ColourStageLawsTest::isLinear).toList();
  }

  private static boolean isLinear(Differentiable<LinearRgb, LinearRgb> stage) {
    return switch ((ColourStage) stage) {
      case WhiteBalance balance -> true;
      case HighlightClip clip -> false;
      case ColourCorrection correction -> true;
      case LumaConvolution convolution -> true;
      case SharpeningFilter sharpening -> true;
      case UnsharpMasking unsharp -> true;
      case GaussianDenoising gaussian -> true;
      case MedianDenoising median -> false;
      case FftDenoising fft -> true;
      case TvChambolle chambolle -> false;
      case TvBregman bregman -> false;
      case Bilateral bilateral -> false;
      case RgbFilter(LumaStage filter) -> isLinear(filter);
    };
  }

  /** Samples that keep their order in a median and do not cross the highlight clip. */
  @Override
  protected double[] smoothSamples(
      Differentiable<LinearRgb, LinearRgb> stage, Shape shape, Random random) {
    double[] samples = super.smoothSamples(stage, shape, random);
    return switch ((ColourStage) stage) {
      case HighlightClip(double level) ->
          Arrays.stream(samples).map(sample -> clearOf(level, sample)).toArray();
      case MedianDenoising median -> withLuma(samples, distinct(samples.length / 3, random));
      case RgbFilter(MedianDenoising median) -> distinct(samples.length, random);
      case WhiteBalance balance -> samples;
      case ColourCorrection correction -> samples;
      case LumaStage filter -> samples;
      case RgbFilter colours -> samples;
    };
  }

  /** Returns well separated numbers between −0.3 and 1.3, none near 0, in a random order. */
  private static double[] distinct(int count, Random random) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(-0.3 + 1.6 * (i + 0.3) / count);
    }
    Collections.shuffle(numbers, random);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns colours with a given luma, which green adjusts. */
  private static double[] withLuma(double[] samples, double[] luma) {
    double[] changed = samples.clone();
    int area = luma.length;
    for (int i = 0; i < area; i++) {
      double others = Luma.RED * samples[i] + Luma.BLUE * samples[2 * area + i];
      changed[area + i] = (luma[i] - others) / Luma.GREEN;
    }
    return changed;
  }

  @Override
  protected Definition definition(Differentiable<LinearRgb, LinearRgb> stage, Shape shape) {
    ColourStage colourStage = (ColourStage) stage;
    return new PlanesDefinition(
        shape,
        rgb -> StageDefinitions.apply(colourStage, rgb),
        (rgb, cotangent, gradient) -> StageDefinitions.back(colourStage, rgb, cotangent, gradient));
  }

  @Override
  protected List<Rejection> rejections() {
    Border border = Border.MIRROR;
    return List.of(
        new Rejection(
            "white_balance of BLUE is Infinity: expected a finite number (gain, no unit)",
            () -> new WhiteBalance(new Rgb(1, 1, Double.POSITIVE_INFINITY))),
        new Rejection(
            "luma_convolution name is 'Blur 2': expected lower case letters, digits and"
                + " underscores, such as sharpening",
            () -> new LumaConvolution("Blur 2", LOPSIDED.kernel(), border)),
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
            "fft keep is -0.1: expected 0 to 0.5 (cycles per px)", () -> new FftDenoising(-0.1)),
        new Rejection(
            "fft keep is 0.6: expected 0 to 0.5 (cycles per px)", () -> new FftDenoising(0.6)),
        new Rejection(
            "tv_chambolle weight is -0.1: expected 0 to 1000 (normalised)",
            () -> new TvChambolle(-0.1)),
        new Rejection(
            "tv_bregman weight is 0: expected a finite number above 0 (1/normalised)",
            () -> new TvBregman(0)),
        new Rejection(
            "bilateral sigma_space is 0: expected 0.1 to 30 (px)", () -> new Bilateral(0, border)),
        new Rejection(
            "bilateral sigma_value is -2: expected a finite number above 0 (normalised)",
            () -> new Bilateral(1, OptionalDouble.of(-2), border, Bilateral.Weights.GAUSSIAN)));
  }

  /** A picture may be a line or a single pixel. */
  @Override
  protected List<Size> sizes() {
    return sizesAndLines();
  }

  /** Every kind of luma filter has a default, so that the laws above cover all of them. */
  @Test
  void everyFilterIsTested() {
    assertThat(FILTERS.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(LumaStage.class.getPermittedSubclasses());
  }

  /** A luma filter adds the change of luma to each colour, which equals YUV, filter, RGB. */
  @TestFactory
  Stream<DynamicTest> lumaFiltersKeepTheChroma() {
    return eachStage(
        "chroma",
        shape -> List.copyOf(FILTERS),
        trial -> {
          Planes rgb = Planes.of(trial.input());
          LumaStage filter = (LumaStage) trial.stage();
          Planes yuv = Yuv.of(rgb);
          Planes theLongWay =
              Yuv.toRgb(
                  Planes.stack(
                      StageDefinitions.filter(filter, yuv.plane(0)), yuv.plane(1), yuv.plane(2)));
          assertThat(StageDefinitions.apply(filter, rgb).samples)
              .containsExactly(theLongWay.samples, offset(1e-9));
        });
  }

  /** Filtering the reflected picture gives the reflected result, borders included. */
  @TestFactory
  Stream<DynamicTest> filtersCommuteWithReflection() {
    List<Differentiable<LinearRgb, LinearRgb>> symmetric =
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

  /** Sharpening and smoothing conserve the total brightness. */
  @TestFactory
  Stream<DynamicTest> filtersKeepAUniformGrey() {
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
  void highestFrequencyIsKept() {
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

  /** A blur that reaches no neighbour stays the identity, so its width has no slope. */
  @Test
  void blurOfZeroWidthHasZeroGradient() {
    LinearRgb picture = new LinearRgb(3, 1, new float[] {1, 2, 4, 3, 5, 2, 7, 1, 6});
    for (double width : new double[] {0, Double.MIN_VALUE, 0.124}) {
      assertThat(new GaussianDenoising(width, Border.MIRROR).pull(picture).back(picture))
          .satisfies(gradient -> assertThat(gradient.parameters()).containsExactly(0))
          .satisfies(
              gradient ->
                  assertThat(gradient.input().samples()).containsExactly(picture.samples()));
      assertThat(
              new UnsharpMasking(width, 2, Border.MIRROR).pull(picture).back(picture).parameters())
          .containsExactly(0, 0);
    }
  }

  private static LumaConvolution kernel(Border border, double... weights) {
    return new LumaConvolution("kernel", Kernel.of(weights), border);
  }

  /** Returns the weights of a square, each greater than the one before. */
  private static double[] ascending(int side) {
    return IntStream.range(0, side * side).mapToDouble(i -> 0.03 * i - 0.2).toArray();
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
