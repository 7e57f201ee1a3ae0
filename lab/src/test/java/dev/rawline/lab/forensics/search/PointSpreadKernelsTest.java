package dev.rawline.lab.forensics.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.optics.DefocusDisc;
import dev.rawline.imaging.optics.GaussianSpread;
import dev.rawline.imaging.optics.LengthUnit;
import dev.rawline.imaging.optics.LinearMotion;
import dev.rawline.imaging.optics.PointSpread;
import dev.rawline.imaging.optics.PointSpreadFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.analysis.differentiation.Gradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointSpreadKernelsTest {
  private static final int SIDE = PhysicalGroup.SIDE;

  private static Gradient number(double value) {
    return Gradient.variable(1, 0, value);
  }

  private static double[] values(Gradient[] kernel) {
    return Arrays.stream(kernel).mapToDouble(Gradient::getValue).toArray();
  }

  private static double[] motion(double columns, double rows) {
    return values(
        PointSpreadKernels.motion(SIDE, Gradient.constant(1, columns), Gradient.constant(1, rows)));
  }

  private static void requireSpread(double[] kernel) {
    assertThat(Arrays.stream(kernel).min().orElseThrow()).isNotNegative();
    assertThat(Arrays.stream(kernel).sum()).isCloseTo(1, within(1e-12));
    for (int i = 0; i < kernel.length; i++) {
      // No direction of a defocus, and none of a path, is before another.
      assertThat(kernel[i]).isCloseTo(kernel[kernel.length - 1 - i], within(1e-12));
    }
  }

  private static void requireRound(double[] kernel) {
    for (int i = 0; i < kernel.length; i++) {
      int row = i / SIDE;
      int column = i % SIDE;
      assertThat(kernel[i]).isCloseTo(kernel[column * SIDE + row], within(1e-12));
      assertThat(kernel[i]).isCloseTo(kernel[row * SIDE + SIDE - 1 - column], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.04, 0.3, 0.9, 1, 1.01, 1.3, 1.5})
  void spreadsArePositiveSumToOneAndAreRound(double width) {
    for (Gradient[] kernel :
        List.of(
            PointSpreadKernels.defocus(SIDE, number(4 * width)),
            PointSpreadKernels.gaussian(SIDE, number(width)),
            PointSpreadKernels.diffraction(SIDE, number(width)))) {
      requireSpread(values(kernel));
      requireRound(values(kernel));
    }
    for (double angle = 0; angle < 7; angle += 0.37) {
      requireSpread(motion(4 * width * Math.cos(angle), 4 * width * Math.sin(angle)));
    }
  }

  @Test
  void nothingIsSpreadAtZero() {
    double[] point = new double[SIDE * SIDE];
    point[point.length / 2] = 1;
    assertThat(values(PointSpreadKernels.defocus(SIDE, number(0)))).containsExactly(point);
    assertThat(values(PointSpreadKernels.gaussian(SIDE, number(0)))).containsExactly(point);
    assertThat(values(PointSpreadKernels.diffraction(SIDE, number(0)))).containsExactly(point);
    assertThat(motion(0, 0)).containsExactly(point);
  }

  /** The optics have the same spreads, written apart from these. */
  @Test
  void kernelsAreThoseOfTheOptics() {
    requireOptics(
        new DefocusDisc(3.7, LengthUnit.PIXELS),
        values(PointSpreadKernels.defocus(SIDE, number(3.7))));
    requireOptics(
        GaussianSpread.pixels(0.6), values(PointSpreadKernels.gaussian(SIDE, number(0.6))));
    double radians = Math.toRadians(35);
    requireOptics(
        new LinearMotion(4.2, LengthUnit.PIXELS, 35),
        motion(4.2 * Math.cos(radians), 4.2 * Math.sin(radians)));
  }

  private static void requireOptics(PointSpreadFunction function, double[] kernel) {
    int width = 31;
    float[] samples = new float[Irradiance.CHANNELS * width * width];
    samples[width * width / 2] = 1;
    Irradiance light = new Irradiance(width, width, samples);
    float[] spread = new PointSpread(function, 1).apply(light).samples();
    for (int i = 0; i < kernel.length; i++) {
      int row = width / 2 - SIDE / 2 + i / SIDE;
      int column = width / 2 - SIDE / 2 + i % SIDE;
      assertThat(kernel[i])
          .as("%s at %d", function, i)
          // The kernel of the Gaussian is cut off at 3 px, that of the optics at 2.
          .isCloseTo(spread[row * width + column], within(2e-5));
    }
  }

  /** No contrast of a finer period passes the aperture: the cut-off is pitch / (λN). */
  @Test
  void diffractionPassesNothingBeyondItsCutOff() {
    double scale = 4;
    int side = 201;
    double[] kernel = values(PointSpreadKernels.diffraction(side, Gradient.constant(1, scale)));
    for (double share : new double[] {0.25, 0.5, 0.75, 1, 1.3, 1.9}) {
      double frequency = share / scale;
      double transfer = 0;
      for (int i = 0; i < kernel.length; i++) {
        transfer += kernel[i] * Math.cos(2 * Math.PI * frequency * (i % side - side / 2));
      }
      double expected =
          share >= 1 ? 0 : 2 / Math.PI * (Math.acos(share) - share * Math.sqrt(1 - share * share));
      // The kernel ends at 25 λN: about 2 / (25 π²) of the light, 0.8 %, lies beyond.
      assertThat(transfer).as("%s of the cut-off", share).isCloseTo(expected, within(0.015));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.31, 0.62, 0.93, 1.24, 1.47})
  void derivativesMatchFiniteDifferences(double width) {
    requireSlope(at -> PointSpreadKernels.defocus(SIDE, at), 4 * width);
    requireSlope(at -> PointSpreadKernels.gaussian(SIDE, at), width);
    requireSlope(at -> PointSpreadKernels.diffraction(SIDE, at), width);
    requireSlope(at -> PointSpreadKernels.motion(SIDE, at, at.multiply(0).add(1.3)), 3 * width);
    requireSlope(at -> PointSpreadKernels.motion(SIDE, at.multiply(0).add(-2.2), at), 3 * width);
  }

  private static void requireSlope(Function<Gradient, Gradient[]> spread, double at) {
    double step = 1e-6;
    Gradient[] kernel = spread.apply(number(at));
    double[] above = values(spread.apply(number(at + step)));
    double[] below = values(spread.apply(number(at - step)));
    for (int i = 0; i < kernel.length; i++) {
      assertThat(kernel[i].getPartialDerivative(0))
          .as("weight %d at %s", i, at)
          .isCloseTo((above[i] - below[i]) / (2 * step), within(1e-6));
    }
  }
}
