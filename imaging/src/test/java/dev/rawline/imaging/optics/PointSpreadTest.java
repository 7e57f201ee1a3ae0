package dev.rawline.imaging.optics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Kernel;
import dev.rawline.imaging.frame.Rgb;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Point spreads against their closed forms, and the fast methods against the definition. */
class PointSpreadTest {
  private static final double PITCH = 2.4;

  static List<PointSpreadFunction> functions() {
    return List.of(
        GaussianSpread.pixels(0.3),
        GaussianSpread.pixels(2.52),
        GaussianSpread.pixels(11),
        new AiryDisc(new Rgb(600, 530, 460), 2),
        new AiryDisc(new Rgb(600, 530, 460), 8),
        new DefocusDisc(7.7, LengthUnit.PIXELS),
        new DefocusDisc(31, LengthUnit.PIXELS),
        new LinearMotion(40, LengthUnit.MICROMETRES, -67),
        MeasuredSpread.of(Kernel.of(new Random(5).doubles(49, 0, 1).toArray())));
  }

  /** Sums of rows, spectra and the definition agree to 1e-6, relative, on awkward sizes. */
  @ParameterizedTest
  @MethodSource("functions")
  void fastPathsMatchTheDefinition(PointSpreadFunction function) {
    Random random = new Random(Seeds.next("fast ways " + function.getClass().getSimpleName()));
    for (int[] size :
        new int[][] {{1, 1}, {2, 9}, {67, 41}, {random.nextInt(1, 200), random.nextInt(1, 90)}}) {
      int width = size[0];
      int height = size[1];
      float[] plane = new float[width * height];
      double[] wide = new double[plane.length];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = 1e18f * random.nextFloat(0.1f, 1.3f);
        wide[i] = plane[i];
      }
      ConvolutionPasses spread = new PointSpread(function, PITCH).spread(Colour.GREEN);
      double[] expected = spread.of(wide, width, height);
      // A sum of more weights than are used in practice would accumulate the rounding of float32.
      boolean summed = spread.weights() <= FastConvolution.MOST_WEIGHTS;
      for (boolean spectra : summed ? List.of(false, true) : List.of(true)) {
        float[] out = new float[plane.length];
        FastConvolution.spread(spread, spectra, plane, out, 0, width, height, 2);
        assertThat(largestError(out, expected)).as("by spectra: %s", spectra).isLessThan(1e-6);
      }
      FourierConvolution fourier = new FourierConvolution(spread);
      assertThat(largestError(fourier.of(wide, width, height), expected)).isLessThan(1e-12);
      double[] back = spread.adjoint(wide, width, height);
      assertThat(largestError(fourier.adjoint(wide, width, height), back)).isLessThan(1e-12);
    }
  }

  /** Strips join without a seam: the definition gives the same bits, and spectra agree. */
  @ParameterizedTest
  @MethodSource("functions")
  void stripsEqualThePlane(PointSpreadFunction function) {
    Random random = new Random(Seeds.next("strips " + function.getClass().getSimpleName()));
    ConvolutionPasses spread = new PointSpread(function, PITCH).spread(Colour.GREEN);
    int reach = spread.passes().getFirst().reachDown();
    int width = 5;
    int height = 150 + 12 * reach;
    double[] plane = random.doubles((long) width * height, 0.1, 1.3).toArray();
    double[] there = new double[plane.length];
    double[] back = new double[plane.length];
    PointSpreadOperator.RowReader rows =
        (row, samples) -> System.arraycopy(plane, row * width, samples, 0, width);
    spread.spread(
        rows,
        (row, samples) -> System.arraycopy(samples, 0, there, row * width, width),
        width,
        height);
    spread.carryBack(
        rows,
        (row, samples) -> System.arraycopy(samples, 0, back, row * width, width),
        width,
        height);
    assertThat(Arrays.equals(there, spread.of(plane, width, height))).isTrue();
    assertThat(Arrays.equals(back, spread.adjoint(plane, width, height))).isTrue();
    FourierConvolution fourier = new FourierConvolution(spread);
    assertThat(largestError(fourier.of(plane, width, height), there)).isLessThan(1e-12);
    assertThat(largestError(fourier.adjoint(plane, width, height), back)).isLessThan(1e-12);
  }

  private static double largestError(float[] results, double[] expected) {
    double[] wide = new double[results.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = results[i];
    }
    return largestError(wide, expected);
  }

  /** Returns the largest difference from the expected results, relative to their largest. */
  private static double largestError(double[] results, double[] expected) {
    assertThat(results).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < results.length; i++) {
      largest = Math.max(largest, Math.abs(results[i] / expected[i] - 1));
    }
    return largest;
  }

  /** Blocks and tiles join without a seam, and threads change no bit. */
  @ParameterizedTest
  @MethodSource("functions")
  void theSameBitsOnEveryNumberOfThreads(PointSpreadFunction function) {
    Random random = new Random(Seeds.next("threads " + function.getClass().getSimpleName()));
    int width = 1061;
    int height = 131;
    float[] samples = new float[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat(0.1f, 1.3f);
    }
    Irradiance light = new Irradiance(width, height, samples);
    PointSpread stage = new PointSpread(function, PITCH);
    float[] one = stage.apply(light, 1).samples();
    assertThat(Arrays.equals(stage.apply(light, 2).samples(), one)).isTrue();
    PointSpread.Way faster =
        FastConvolution.isWide(stage.spread(Colour.RED))
            ? PointSpread.Way.SPECTRA
            : PointSpread.Way.ROWS;
    assertThat(Arrays.equals(stage.apply(light, faster).samples(), one)).isTrue();
    if (stage.spread(Colour.RED).weights() < 200) {
      assertThat(largestError(one, LightDefinition.plain(stage, DoubleBands.of(light)).samples))
          .isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void weightsAreSharesOfTheLight(PointSpreadFunction function) {
    double[] weights = new PointSpread(function, PITCH).spread(Colour.BLUE).joined().weights;
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, offset(1e-12));
    assertThat(Arrays.stream(weights).min().orElseThrow()).isNotNegative();
  }

  /** Light in tiles with a dark half is not negative, in spite of the spectra's rounding. */
  @Test
  void spectraGiveNoNegativeLight() {
    int width = 300;
    float[] plane = new float[width * width];
    Arrays.fill(plane, width * width / 2, plane.length, 1e18f);
    float[] out = new float[plane.length];
    FastConvolution.spread(
        new PointSpread(new AiryDisc(new Rgb(600, 530, 460), 8), PITCH).spread(Colour.RED),
        /* wide= */ true,
        plane,
        out,
        0,
        width,
        width,
        1);
    Arrays.sort(out);
    assertThat(out[0]).isNotNegative();
    assertThat(out[out.length - 1]).isLessThanOrEqualTo(1e18f);
  }

  /** J₁ of Abramowitz and Stegun, table 9.1. */
  @Test
  void besselFunctionMatchesItsTables() {
    assertThat(AiryDisc.besselJ1(1)).isCloseTo(0.4400505857, offset(1e-10));
    assertThat(AiryDisc.besselJ1(5)).isCloseTo(-0.3275791376, offset(1e-10));
    assertThat(AiryDisc.besselJ1(10)).isCloseTo(0.0434727462, offset(1e-10));
    assertThat(AiryDisc.besselJ1(88)).isCloseTo(asymptoticJ1(88), offset(1e-6));
  }

  /** J₁ for large arguments, Abramowitz and Stegun 9.2.5. */
  private static double asymptoticJ1(double v) {
    double angle = v - 3 * Math.PI / 4;
    double p = 1 + 15 / (128 * v * v);
    double q = 3 / (8 * v);
    return Math.sqrt(2 / (Math.PI * v)) * (p * Math.cos(angle) - q * Math.sin(angle));
  }

  /** The first zero of the pattern is at 1.22 λN. */
  @Test
  void firstDarkRingIsAtItsTheoreticalRadius() {
    assertThat(AiryDisc.intensity(Math.PI * 1.219670)).isCloseTo(0, offset(1e-12));
    for (double radius = 0.05; radius < 1.2; radius += 0.05) {
      assertThat(AiryDisc.intensity(Math.PI * radius))
          .isGreaterThan(AiryDisc.intensity(Math.PI * (radius + 0.02)));
    }
  }

  /** 83.8 % of the light lies within the first dark ring, 91.0 % within the second. */
  @Test
  void lightWithinRingsMatchesTheory() {
    double scale = 12;
    double[] weights = airy(scale).weights;
    // The weights sum to 1 over r ≤ 20 λN, where 1 − J₀² − J₁² of the light is.
    double all = 1 - 2 / (Math.PI * Math.PI * 20);
    assertThat(within(weights, 1.2197 * scale) * all).isCloseTo(0.838, offset(0.002));
    assertThat(within(weights, 2.2331 * scale) * all).isCloseTo(0.910, offset(0.002));
  }

  private static double within(double[] weights, double radius) {
    int side = (int) Math.round(Math.sqrt(weights.length));
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (Math.hypot(i / side - side / 2, i % side - side / 2) <= radius) {
        sum += weights[i];
      }
    }
    return sum;
  }

  /** Returns the weights of an Airy pattern of a given λN [px]. */
  private static PlaneConvolution airy(double scale) {
    AiryDisc airy = new AiryDisc(new Rgb(500, 500, 500), 8);
    return new PointSpread(airy, 0.5 * 8 / scale).spread(Colour.RED).joined();
  }

  /** The modulation transfer of the weights is (2/π)(acos s − s √(1 − s²)), s = ν λN. */
  @ParameterizedTest
  @ValueSource(doubles = {1.77, 3, 8.3})
  void modulationTransferOfAiryMatchesItsClosedForm(double scale) {
    PlaneConvolution weights = airy(scale);
    for (double s = 0.05; s <= 1; s += 0.05) {
      double frequency = s / scale;
      if (frequency < 0.5) {
        // Frequencies above half a cycle per pixel are aliased.
        double expected = ofAiry(s) + ofAiry(scale - s);
        assertThat(transfer(weights, frequency)).as("s = %s", s).isCloseTo(expected, offset(0.01));
      }
    }
  }

  private static double ofAiry(double s) {
    return s >= 1 ? 0 : 2 / Math.PI * (Math.acos(s) - s * Math.sqrt(1 - s * s));
  }

  /** exp(−2π²σ²ν²) except for truncation and aliasing. */
  @ParameterizedTest
  @ValueSource(doubles = {0.8, 1, 2.52, 7})
  void modulationTransferOfAGaussianMatchesItsClosedForm(double sigma) {
    PlaneConvolution weights =
        new PointSpread(GaussianSpread.pixels(sigma), PITCH).spread(Colour.RED).joined();
    double half = Math.sqrt(Math.log(2) / 2) / (Math.PI * sigma);
    assertThat(transfer(weights, half)).isCloseTo(0.5, offset(0.005));
    assertThat(transfer(weights, half / 2)).isCloseTo(Math.pow(0.5, 0.25), offset(0.005));
  }

  private static double transfer(PlaneConvolution weights, double frequency) {
    double sum = 0;
    for (int i = 0; i < weights.weights.length; i++) {
      int across = i % weights.columns - weights.reachAcross();
      sum += weights.weights[i] * Math.cos(2 * Math.PI * frequency * across);
    }
    return sum;
  }

  @Test
  void aDiscCoversPixelsByTheirArea() {
    // A disc of radius 2 that is cut into tiny squares.
    PlaneConvolution disc =
        new PointSpread(new DefocusDisc(4, LengthUnit.PIXELS), PITCH).spread(Colour.RED).joined();
    int parts = 200;
    for (int row = 0; row < disc.rows; row++) {
      for (int column = 0; column < disc.columns; column++) {
        int inside = 0;
        for (int i = 0; i < parts * parts; i++) {
          double y = row - 2.5 + (Math.floorDiv(i, parts) + 0.5) / parts;
          double x = column - 2.5 + (i % parts + 0.5) / parts;
          inside += x * x + y * y <= 4 ? 1 : 0;
        }
        assertThat(disc.weights[row * disc.columns + column])
            .isCloseTo(inside / (double) (parts * parts) / (4 * Math.PI), offset(3e-5));
      }
    }
  }

  @Test
  void motionWeightsAreSharesOfThePath() {
    PlaneConvolution across = motion(4, 0);
    assertThat(across.rows).isEqualTo(5);
    assertThat(Arrays.copyOfRange(across.weights, 10, 15))
        .containsExactly(new double[] {0.125, 0.25, 0.25, 0.25, 0.125}, offset(1e-15));
    PlaneConvolution slanted = motion(3 * Math.sqrt(2), 45);
    assertThat(slanted.weights)
        .containsExactly(new double[] {1 / 3.0, 0, 0, 0, 1 / 3.0, 0, 0, 0, 1 / 3.0}, offset(1e-12));
    // Down to the right, and up to the right.
    assertThat(motion(5, 60).weights[6 * 0 + 1]).isPositive();
    assertThat(motion(5, -60).weights[1]).isZero();
  }

  private static PlaneConvolution motion(double length, double angle) {
    return new PointSpread(new LinearMotion(length, LengthUnit.PIXELS, angle), PITCH)
        .spread(Colour.RED)
        .joined();
  }

  @Test
  void micrometresArePixelsTimesThePitch() {
    Irradiance light = new Irradiance(9, 1, new float[27]);
    light.samples()[4] = 1;
    assertThat(
            new PointSpread(GaussianSpread.micrometres(2.52 * PITCH), PITCH).apply(light).samples())
        .containsExactly(
            new PointSpread(GaussianSpread.pixels(2.52), PITCH).apply(light).samples(),
            offset(1e-7f));
  }

  /** Spectra of so wide a spread would not fit into memory. */
  @Test
  void theWidestGaussianHasAGradient() {
    float[] samples = new float[3 * 6 * 5];
    Arrays.fill(samples, 2);
    Irradiance even = new Irradiance(6, 5, samples);
    Gradient<Irradiance> gradient =
        new PointSpread(GaussianSpread.pixels(1000), 1).pull(even).back(even);
    // Uniform light does not depend on σ, and every sample passes on as much as it receives.
    assertThat(gradient.parameters()).hasSize(3);
    for (double slope : gradient.parameters()) {
      assertThat(slope).isCloseTo(0, offset(1e-9));
    }
    double sum = 0;
    for (float sample : gradient.input().samples()) {
      sum += sample;
    }
    assertThat(sum).isCloseTo(2.0 * samples.length, offset(1e-3));
  }

  @Test
  void spreadOverTooManyPixelsIsRejected() {
    Irradiance light = new Irradiance(2, 2, new float[12]);
    DefocusDisc disc = new DefocusDisc(800, LengthUnit.MICROMETRES);
    LinearMotion path = new LinearMotion(800, LengthUnit.MICROMETRES, 0);
    assertThatThrownBy(() -> new PointSpread(disc, 0.5).apply(light))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("defocus diameter on this sensor is 1600: expected 0 to 1000 (px)");
    assertThatThrownBy(() -> new PointSpread(path, 0.5).apply(light))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("motion length on this sensor is 1600: expected 0 to 1000 (px)");
  }
}
