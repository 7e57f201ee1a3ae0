package dev.rawline.imaging.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Differentiable;
import dev.rawline.imaging.chain.PictureStageLaws;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Rgb;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class IrradianceStageLawsTest extends PictureStageLaws<Irradiance, Irradiance> {
  private static final Kernel COMET = Kernel.of(0, 0, 0, 0, 2, 1, 0, 1, 0.5);
  private static final ChromaticAberration ABERRATION =
      new ChromaticAberration(new Rgb(1.03, 0.98, 1.011));

  private static final Irradiance ROW = new Irradiance(3, 1, new float[9]);

  IrradianceStageLawsTest() {
    super(Irradiance::new, Irradiance::new);
  }

  @Override
  protected List<Size> sizes() {
    return List.of(
        new Size(1, 1),
        new Size(1, 4),
        new Size(2, 2),
        new Size(3, 5),
        new Size(7, 11),
        new Size(17, 23));
  }

  @Override
  protected List<Differentiable<Irradiance, Irradiance>> stages(Shape shape) {
    return List.of(
        spread(new GaussianSpread(new Rgb(0.4, 1.3, 2.2), LengthUnit.PIXELS)),
        spread(GaussianSpread.micrometres(3.1)),
        spread(new AiryDisc(new Rgb(620, 530, 460), 4)),
        spread(new DefocusDisc(3.3, LengthUnit.PIXELS)),
        spread(new LinearMotion(4.3, LengthUnit.MICROMETRES, 31)),
        spread(MeasuredSpread.of(COMET)),
        vignetting(),
        ABERRATION);
  }

  private static PointSpread spread(PointSpreadFunction function) {
    return new PointSpread(function, 2.4);
  }

  private static Vignetting vignetting() {
    // Pixels of 0.1 mm, so that a small frame has a corner.
    return new Vignetting(OptionalDouble.of(10.3), List.of(-0.02, 0.003), 100);
  }

  @Override
  protected List<Differentiable<Irradiance, Irradiance>> flatStages(Shape shape) {
    return stages(shape).stream().filter(stage -> !(stage instanceof Vignetting)).toList();
  }

  @Override
  protected List<Differentiable<Irradiance, Irradiance>> neutralStages(Shape shape) {
    return List.of(
        spread(GaussianSpread.pixels(0)),
        spread(new DefocusDisc(1, LengthUnit.PIXELS)),
        spread(new DefocusDisc(0, LengthUnit.MICROMETRES)),
        spread(new LinearMotion(0, LengthUnit.PIXELS, 45)),
        spread(new LinearMotion(1, LengthUnit.PIXELS, 90)),
        spread(MeasuredSpread.of(Kernel.of(7))),
        new Vignetting(OptionalDouble.empty(), List.of(), 2.4),
        new Vignetting(OptionalDouble.of(1e9), List.of(0.0), 2.4),
        ChromaticAberration.NONE);
  }

  @Override
  protected List<Differentiable<Irradiance, Irradiance>> linearStages(Shape shape) {
    // Light that would undershoot 0 is clipped to it.
    return stages(shape).stream().filter(stage -> !(stage instanceof ChromaticAberration)).toList();
  }

  @Override
  protected double[] smoothSamples(
      Differentiable<Irradiance, Irradiance> stage, Shape shape, Random random) {
    return stage instanceof ChromaticAberration
        ? bright(shape, random)
        : super.smoothSamples(stage, shape, random);
  }

  /** Returns samples between which no cubic undershoots 0. */
  private static double[] bright(Shape shape, Random random) {
    return random.doubles(3L * shape.height() * shape.width(), 0.5, 1.3).toArray();
  }

  @Override
  protected Definition definition(Differentiable<Irradiance, Irradiance> stage, Shape shape) {
    return switch (stage) {
      case PointSpread spread -> LightDefinition.of(spread, shape);
      case Vignetting vignetting ->
          new LightDefinition(
              shape, light -> LightDefinition.plain(vignetting, light), vignetting::back);
      case ChromaticAberration aberration ->
          new LightDefinition(
              shape, light -> LightDefinition.plain(aberration, light), aberration::back);
      default -> throw new AssertionError(stage);
    };
  }

  @Override
  protected List<Rejection> rejections() {
    return Stream.concat(rejectedSpreads().stream(), rejectedDistortions().stream()).toList();
  }

  private static List<Rejection> rejectedSpreads() {
    return List.of(
        new Rejection(
            "point_spread pixelPitch is 0: expected a finite number above 0 (µm)",
            () -> new PointSpread(GaussianSpread.pixels(1), 0)),
        new Rejection(
            "gaussian sigma of GREEN is -1: expected 0 to 1000 (µm)",
            () -> new GaussianSpread(new Rgb(1, -1, 1), LengthUnit.MICROMETRES)),
        new Rejection(
            "airy wavelength of BLUE is 0.46: expected 100 to 20000 (nm)",
            () -> new AiryDisc(new Rgb(600, 530, 0.46), 8)),
        new Rejection(
            "airy fNumber is NaN: expected 0.3 to 1000 (f-number)",
            () -> new AiryDisc(new Rgb(600, 530, 460), Double.NaN)),
        new Rejection(
            "the airy spread of 600.0 nm at f/900.0 reaches 4500 pixels of 2.4 µm: expected at most"
                + " 500 (px)",
            () -> spread(new AiryDisc(new Rgb(600, 530, 460), 900)).apply(ROW)),
        new Rejection(
            "defocus diameter is -2: expected 0 to 1000 (px)",
            () -> new DefocusDisc(-2, LengthUnit.PIXELS)),
        new Rejection(
            "motion length is 2000: expected 0 to 1000 (px)",
            () -> new LinearMotion(2000, LengthUnit.PIXELS, 0)),
        new Rejection(
            "motion angle is 270: expected -180 to 180 (°)",
            () -> new LinearMotion(2, LengthUnit.PIXELS, 270)),
        new Rejection(
            "measured point spread of RED has the weight -0.5: expected 0 or more (share of the"
                + " light); subtract the background and clip",
            () -> MeasuredSpread.of(Kernel.of(-0.5))),
        new Rejection(
            "measured point spread of BLUE has no weight above 0: expected the image of a point",
            () -> new MeasuredSpread(COMET, COMET, Kernel.of(0))));
  }

  private static List<Rejection> rejectedDistortions() {
    return List.of(
        new Rejection(
            "vignetting focalLength is 0: expected a finite number above 0 (mm)",
            () -> new Vignetting(OptionalDouble.of(0), List.of(), 2.4)),
        new Rejection(
            "vignetting coefficient 2 is NaN: expected a finite number (mm^-4)",
            () -> new Vignetting(OptionalDouble.empty(), List.of(0.1, Double.NaN), 2.4)),
        new Rejection(
            "vignetting pixelPitch is -1: expected a finite number above 0 (µm)",
            () -> new Vignetting(OptionalDouble.empty(), List.of(), -1)),
        new Rejection(
            "vignetting leaves -1.0 of the light in row 0: expected above 0 everywhere; its"
                + " coefficients do not fit a frame of 3×1 pixels of 1000.0 µm",
            () -> new Vignetting(OptionalDouble.empty(), List.of(-2.0), 1000).apply(ROW)),
        new Rejection(
            "chromatic_aberration magnification of RED is 1.2: expected 0.9 to 1.1 (no unit)",
            () -> new ChromaticAberration(new Rgb(1.2, 1, 1))));
  }

  @Override
  protected void assertKind(Irradiance input, Irradiance output) {
    assertThat(output.samples()).isNotSameAs(input.samples());
  }

  /** A stage on frames matches its definition on samples in double precision. */
  @TestFactory
  Stream<DynamicTest> framesMatchTheDefinition() {
    return eachStage(
        "definition",
        trial -> {
          double[] input = DoubleBands.of(trial.input()).samples;
          double[] expected = definition(trial.stage(), trial.shape()).apply(input);
          float[] samples = trial.stage().apply(trial.input()).samples();
          for (int i = 0; i < samples.length; i++) {
            assertThat((double) samples[i]).isCloseTo(expected[i], offset(1e-6));
          }
        });
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ where no light is clipped. */
  @Test
  void pullbackOfTheAberrationIsTheAdjoint() {
    Random random = new Random(Seeds.next("aberration"));
    Shape shape = new Shape(new Size(13, 29), Cfa.RGGB);
    DoubleBands x = new DoubleBands(29, 13, bright(shape, random));
    DoubleBands y = new DoubleBands(29, 13, bright(shape, random));
    double forward = LightDefinition.plain(ABERRATION, x).product(y);
    DoubleBands gradient = LightDefinition.back(ABERRATION::back, x, y, new double[3]);
    assertThat(x.product(gradient)).isCloseTo(forward, offset(1e-12 * forward));
  }

  /** Light next to darkness is not negative. */
  @Test
  void theAberrationMakesNoNegativeLight() {
    float[] step = new float[3 * 40];
    for (int i = 0; i < step.length; i++) {
      step[i] = i % 40 < 17 ? 0 : 1;
    }
    float[] seen = ABERRATION.apply(new Irradiance(40, 1, step)).samples();
    assertThat(seen).isNotEqualTo(step);
    for (float sample : seen) {
      assertThat(sample).isNotNegative();
    }
  }

  /** A magnified band is interpolated between its samples, exactly for a parabola. */
  @Test
  void theAberrationMagnifiesAboutTheMiddle() {
    int width = 41;
    float[] parabola = new float[3 * width];
    for (int i = 0; i < parabola.length; i++) {
      double x = i % width - 20;
      parabola[i] = (float) (3 + 0.1 * x + 0.01 * x * x);
    }
    Irradiance seen =
        new ChromaticAberration(new Rgb(1.05, 1, 0.95)).apply(new Irradiance(width, 1, parabola));
    for (int column = 4; column < width - 4; column++) {
      double x = (column - 20) / 1.05;
      assertThat((double) seen.samples()[column])
          .isCloseTo(3 + 0.1 * x + 0.01 * x * x, offset(1e-6));
    }
    assertThat(seen.samples()[width + 7]).isEqualTo(parabola[7]);
  }

  /** The image of a point is the kernel, not flipped. */
  @Test
  void measuredSpreadIsNotFlipped() {
    float[] point = new float[3 * 25];
    point[12] = 4.5f;
    float[] image = spread(MeasuredSpread.of(COMET)).apply(new Irradiance(5, 5, point)).samples();
    float[] expected = new float[3 * 25];
    expected[12] = 2;
    expected[13] = 1;
    expected[17] = 1;
    expected[18] = 0.5f;
    assertThat(image).containsExactly(expected, offset(1e-6f));
  }

  /** cos⁴ of the field angle, by its cosine. */
  @Test
  void naturalVignettingIsTheFourthPowerOfTheCosine() {
    int width = 5473;
    float[] even = new float[3 * width];
    java.util.Arrays.fill(even, 1);
    float[] light =
        new Vignetting(OptionalDouble.of(10.3), List.of(), 2.4)
            .apply(new Irradiance(width, 1, even))
            .samples();
    double angle = Math.atan(2736 * 2.4e-3 / 10.3);
    assertThat((double) light[0]).isCloseTo(Math.pow(Math.cos(angle), 4), offset(1e-7));
    assertThat(light[2736]).isEqualTo(1);
  }
}
