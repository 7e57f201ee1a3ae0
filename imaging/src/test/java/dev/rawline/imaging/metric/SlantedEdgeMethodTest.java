package dev.rawline.imaging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Colour;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.optics.AiryDisc;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.PointSpread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The sharpness of edges whose sharpness is known in closed form. */
class SlantedEdgeMethodTest {
  private static final int WIDTH = 80;
  private static final int HEIGHT = 100;

  /** √(ln 2 / 2) / π: MTF50 of a Gaussian of σ = 1 px. */
  private static final double MTF50_OF_GAUSSIAN = Math.sqrt(Math.log(2) / 2) / Math.PI;

  /**
   * An edge between two levels that was blurred by a Gaussian.
   *
   * @param angle how far it leans from the columns [°]
   * @param sigma of the blur [px]
   * @param subdivisions into how many parts a pixel's side is divided, over whose centres it
   *     averages; 1 for a point-like pixel
   * @param bend the curvature of the edge [1/px]
   */
  private record Edge(double angle, double sigma, int subdivisions, double bend) {
    Edge(double angle, double sigma) {
      this(angle, sigma, 1, 0);
    }

    double at(int row, int column) {
      double sum = 0;
      for (int i = 0; i < subdivisions; i++) {
        for (int j = 0; j < subdivisions; j++) {
          double down = row + (i + 0.5) / subdivisions - 0.5;
          double right = column + (j + 0.5) / subdivisions - 0.5;
          sum += point(down - (HEIGHT - 1) / 2.0, right - (WIDTH - 1) / 2.0 - 0.3);
        }
      }
      return sum / (subdivisions * subdivisions);
    }

    private double point(double y, double x) {
      double lean = Math.toRadians(angle);
      double distance = (x - bend * y * y) * Math.cos(lean) - y * Math.sin(lean);
      return 0.1 + 0.8 * Normal.below(distance / sigma);
    }

    Irradiance picture() {
      int area = HEIGHT * WIDTH;
      float[] samples = new float[Picture.CHANNELS * area];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = i < area ? (float) at(i / WIDTH, i % WIDTH) : samples[i - area];
      }
      return new Irradiance(WIDTH, HEIGHT, samples);
    }
  }

  /** Returns the sharpness as if pixels were points: without the response of a square pixel. */
  private static ModulationTransferFunction ofPoints(Irradiance picture, Colour colour) {
    ModulationTransferFunction found = SlantedEdgeMethod.of(picture, colour);
    double angle = Math.toRadians(found.angle());
    List<Double> contrast = new ArrayList<>();
    for (int i = 0; i < ModulationTransferFunction.COUNT; i++) {
      double frequency = i * ModulationTransferFunction.STEP;
      double pixel = sinc(frequency * Math.cos(angle)) * sinc(frequency * Math.sin(angle));
      contrast.add(found.contrast().get(i) / Math.max(0.1, pixel));
    }
    return new ModulationTransferFunction(contrast, found.angle());
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The normal distribution. */
  private static final class Normal {
    /** Returns the share below x, by the series of Φ − ½ and far out by the continued fraction. */
    static double below(double x) {
      double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      if (Math.abs(x) < 5) {
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
          term *= x * x / n;
          sum += term;
        }
        return 0.5 + sum * density;
      }
      double fraction = 0;
      for (int n = 40; n > 0; n--) {
        fraction = n / (Math.abs(x) + fraction);
      }
      double tail = density / (Math.abs(x) + fraction);
      return x > 0 ? 1 - tail : tail;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0.5", "3, 1", "3, 3", "5, 0.5", "5, 0.7", "5, 2.52", "7, 0.5", "7, 1", "7, 3", "10, 0.5",
    "10, 2", "10, 3", "-4, 0.5", "-8, 1.3"
  })
  void mtf50OfAGaussianMatchesItsClosedForm(double angle, double sigma) {
    double expected = MTF50_OF_GAUSSIAN / sigma;
    ModulationTransferFunction points =
        SlantedEdgeMethod.of(new Edge(angle, sigma).picture(), Colour.GREEN);
    assertThat(points.mtf50().orElseThrow()).isCloseTo(expected, withinPercentage(1));
    assertThat(points.angle()).isCloseTo(Math.abs(angle), offset(0.02));
    assertThat(points.atNyquist())
        .isCloseTo(Math.exp(-Math.PI * Math.PI * sigma * sigma / 2), offset(0.01));
    assertThat(points.at(0)).isEqualTo(1);

    ModulationTransferFunction pixels =
        ofPoints(new Edge(angle, sigma, 6, 0).picture(), Colour.GREEN);
    assertThat(pixels.mtf50().orElseThrow()).isCloseTo(expected, withinPercentage(1));
  }

  /** A square pixel alone lowers MTF50 by a seventh where σ = 0.5 px, unless divided out. */
  @Test
  void pixelApertureLowersTheSharpness() {
    double found =
        SlantedEdgeMethod.of(new Edge(5, 0.5, 6, 0).picture(), Colour.RED).mtf50().orElseThrow();
    assertThat(found / (MTF50_OF_GAUSSIAN / 0.5) - 1).isCloseTo(-0.14, offset(0.01));
  }

  /** An edge along the rows, or from bright to dark, has the same sharpness. */
  @Test
  void rotationAndInversionChangeNothing() {
    Irradiance picture = new Edge(6, 1).picture();
    double expected = SlantedEdgeMethod.of(picture, Colour.BLUE).mtf50().orElseThrow();
    float[] turned = new float[picture.samples().length];
    float[] inverted = new float[turned.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = picture.at(Colour.BLUE, i % HEIGHT, i / HEIGHT % WIDTH);
      inverted[i] = 1 - picture.samples()[i];
    }
    ModulationTransferFunction lying =
        SlantedEdgeMethod.of(new Irradiance(HEIGHT, WIDTH, turned), Colour.BLUE);
    assertThat(lying.mtf50().orElseThrow()).isCloseTo(expected, offset(1e-9));
    assertThat(lying.angle()).isCloseTo(6, offset(0.02));
    assertThat(SlantedEdgeMethod.of(picture.with(inverted), Colour.BLUE).mtf50().orElseThrow())
        .isCloseTo(expected, offset(1e-6));
  }

  /** Each colour's samples keep their positions: a quarter of them gives the same sharpness. */
  @ParameterizedTest
  @EnumSource(Cfa.class)
  void aMosaicIsMeasuredByTheSamplesOfOneColour(Cfa cfa) {
    for (Colour colour : Colour.values()) {
      // The other colours are perfectly sharp.
      RawImage raw = mosaic(cfa, colour, new Edge(6, 1.2), new Edge(6, 0.2));
      ModulationTransferFunction found = SlantedEdgeMethod.of(raw, colour);
      assertThat(found.mtf50().orElseThrow())
          .as(colour.name())
          .isCloseTo(MTF50_OF_GAUSSIAN / 1.2, withinPercentage(2));
      assertThat(found.angle()).isCloseTo(6, offset(0.1));
    }
  }

  private static RawImage mosaic(Cfa cfa, Colour colour, Edge edge, Edge other) {
    float[] samples = new float[HEIGHT * WIDTH];
    for (int i = 0; i < samples.length; i++) {
      int row = i / WIDTH;
      int column = i % WIDTH;
      Edge seen = !cfa.hasFilters() || cfa.colourAt(row, column) == colour ? edge : other;
      samples[i] = (float) seen.at(row, column);
    }
    return RawImage.normalised(WIDTH, HEIGHT, cfa, samples);
  }

  /** A curved edge blurs its straight fit. */
  @Test
  void aCurvedEdgeLosesSharpness() {
    Irradiance bent = new Edge(6, 0.8, 1, 5e-4).picture();
    assertThat(SlantedEdgeMethod.of(bent, Colour.RED).mtf50().orElseThrow())
        .isLessThan(0.95 * MTF50_OF_GAUSSIAN / 0.8);
  }

  /** With noise of 1 % of the edge the result scatters by a few percent about the truth. */
  @Test
  void noiseChangesLittle() {
    Irradiance edge = new Edge(5, 1).picture();
    double sum = 0;
    int trials = 20;
    for (int trial = 0; trial < trials; trial++) {
      Random random = new Random(trial);
      float[] noisy = edge.samples().clone();
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] += (float) (0.008 * random.nextGaussian());
      }
      double found = SlantedEdgeMethod.of(edge.with(noisy), Colour.GREEN).mtf50().orElseThrow();
      assertThat(found).isCloseTo(MTF50_OF_GAUSSIAN, withinPercentage(10));
      sum += found;
    }
    assertThat(sum / trials).isCloseTo(MTF50_OF_GAUSSIAN, withinPercentage(2));
  }

  /** The measured sharpness of an edge is that of its point spread. */
  @Test
  void measuredSharpnessMatchesThePointSpread() {
    Irradiance sharp = new Edge(5, 0.01, 8, 0).picture();
    double pitch = 2.4;
    for (double sigma : new double[] {1, 2.52}) {
      Irradiance blurred = new PointSpread(GaussianSpread.pixels(sigma), pitch).apply(sharp);
      assertThat(ofPoints(blurred, Colour.GREEN).mtf50().orElseThrow())
          .isCloseTo(MTF50_OF_GAUSSIAN / sigma, withinPercentage(2));
    }
    // λN is 2.5 px.
    AiryDisc airy = new AiryDisc(new Rgb(600, 600, 600), 10);
    ModulationTransferFunction found =
        ofPoints(new PointSpread(airy, pitch).apply(sharp), Colour.GREEN);
    for (double s = 0.2; s < 1; s += 0.1) {
      double expected = 2 / Math.PI * (Math.acos(s) - s * Math.sqrt(1 - s * s));
      assertThat(found.at(s / 2.5)).as("s = %s", s).isCloseTo(expected, offset(0.02));
    }
  }

  @Test
  void aCurveIsInterpolatedBetweenItsFrequencies() {
    List<Double> straight =
        IntStream.range(0, ModulationTransferFunction.COUNT)
            .mapToObj(i -> 1 - 0.8 * i * ModulationTransferFunction.STEP)
            .toList();
    ModulationTransferFunction curve = new ModulationTransferFunction(straight, 5);
    assertThat(curve.at(0.123)).isCloseTo(1 - 0.8 * 0.123, offset(1e-12));
    assertThat(curve.atNyquist()).isCloseTo(0.6, offset(1e-12));
    assertThat(curve.mtf50().orElseThrow()).isCloseTo(0.625, offset(1e-12));
    assertThat(curve.frequencyOf(0.1)).isEmpty();
    assertRejected("frequency is 1.5: expected 0 to 1.0 (cycles/px)", () -> curve.at(1.5));
    assertRejected(
        "share of the contrast is 0.0: expected above 0, below 1 (no unit)",
        () -> curve.frequencyOf(0));
    assertRejected(
        "a modulation transfer of 1 numbers: expected 201, one every 0.005 cycles/px",
        () -> new ModulationTransferFunction(List.of(1.0), 5));
  }

  @Test
  void picturesWithoutASlantedEdgeAreRejected() {
    float[] even = new float[3 * 40 * 40];
    Arrays.fill(even, 0.5f);
    assertNoSharpness(
        "the contrast (bright − dark) / (bright + dark) is 0.000: expected an edge of 0.05 or more",
        new Irradiance(40, 40, even));
    assertNoSharpness(
        "the edge has an angle of 0.0°: expected 2° to 12° from the rows or columns; turn the"
            + " chart",
        new Edge(0, 1).picture());
    assertNoSharpness(
        "the edge has an angle of 14.0°: expected 2° to 12° from the rows or columns; turn the"
            + " chart",
        new Edge(14, 1).picture());
    Irradiance edge = new Edge(5, 1).picture();
    assertNoSharpness(
        "one colour has 6 lines of 100 samples: expected at least 8 of each; crop less",
        crop(edge, 36, 6));
    float[] broken = edge.samples().clone();
    broken[50] = Float.NaN;
    assertNoSharpness("it contains the sample NaN: expected finite samples", edge.with(broken));
    float[] half = edge.samples().clone();
    Arrays.fill(half, 0, 30 * WIDTH, 0.5f);
    assertNoSharpness(
        "no edge crosses line 0: expected one edge from one side of the frame to the other; crop"
            + " the frame about it",
        edge.with(half));
    assertNoSharpness(
        "along its 16 px the edge moves by less than the distance between samples: expected an edge"
            + " of 20 px or more at this angle",
        rows(new Edge(3, 1).picture(), 16));
  }

  /** Messages with a measured number. */
  @Test
  void defectsOfAnEdgeAreReported() {
    Irradiance edge = new Edge(5, 1).picture();
    assertThatThrownBy(() -> SlantedEdgeMethod.of(crop(edge, 29, 22), Colour.RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "no sharpness can be measured: the edge comes within [5-7]\\.\\d px of the border:"
                + " expected 8 px or more on either side; crop the frame about the edge");
    RawImage raw = mosaic(Cfa.RGGB, Colour.RED, new Edge(5, 1), new Edge(5, 1));
    float[] bright = new float[raw.samples().length];
    for (int i = 0; i < bright.length; i++) {
      bright[i] = Math.min(1, 1.2f * raw.samples()[i]);
    }
    assertThatThrownBy(
            () -> SlantedEdgeMethod.of(raw.with(RawImage.Unit.NORMALISED, bright), Colour.RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "no sharpness can be measured: \\d+ of 2000 samples reach the white level 1.0: expected"
                + " an edge that is not clipped; expose it less");
    float[] wavy = new float[3 * 40 * 100];
    for (int i = 0; i < wavy.length; i++) {
      int row = i / 40 % 100;
      wavy[i] = i % 40 < 20 + row / 20.0 + 3 * Math.sin(row) ? 0.2f : 0.8f;
    }
    assertThatThrownBy(() -> SlantedEdgeMethod.of(new Irradiance(40, 100, wavy), Colour.RED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "no sharpness can be measured: the edge positions scatter by \\d\\.\\d\\d px about a"
                + " line: expected at most 0.5 px; take a straight edge with less noise");
  }

  private static Irradiance crop(Irradiance picture, int left, int width) {
    float[] samples = new float[3 * HEIGHT * width];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = picture.samples()[i / width * WIDTH + left + i % width];
    }
    return new Irradiance(width, HEIGHT, samples);
  }

  /** Returns the middle rows of a picture. */
  private static Irradiance rows(Irradiance picture, int rows) {
    float[] samples = new float[3 * rows * WIDTH];
    for (int plane = 0; plane < 3; plane++) {
      int first = plane * HEIGHT + (HEIGHT - rows) / 2;
      System.arraycopy(
          picture.samples(), first * WIDTH, samples, plane * rows * WIDTH, rows * WIDTH);
    }
    return new Irradiance(WIDTH, rows, samples);
  }

  private static void assertNoSharpness(String why, Irradiance picture) {
    assertRejected(
        "no sharpness can be measured: " + why, () -> SlantedEdgeMethod.of(picture, Colour.RED));
  }

  private static void assertRejected(String message, ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
