package dev.rawline.imaging.sensor.recapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mosaic out of focus: every kind of pixel becomes a disc on its own lattice. */
class PlaneDefocusTest {
  private static final int WIDTH = 26;
  private static final int HEIGHT = 18;

  private static RawImage random(Random random, Cfa cfa) {
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat();
    }
    return RawImage.normalised(WIDTH, HEIGHT, cfa, samples);
  }

  @ParameterizedTest
  @EnumSource(Cfa.class)
  void aPointBecomesADiscOnItsOwnLattice(Cfa cfa) {
    float[] samples = new float[WIDTH * HEIGHT];
    samples[8 * WIDTH + 12] = 1;
    int lattice = cfa.lattice();
    RawImage spread =
        new PlaneDefocus(4 * lattice).apply(RawImage.normalised(WIDTH, HEIGHT, cfa, samples));
    double sum = 0;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double distance = Math.hypot(row - 8, column - 12);
        boolean sameKind = row % lattice == 0 && column % lattice == 0;
        if (sameKind && distance < 1.25 * lattice) {
          // Wholly within the disc of radius 2 lattices: one of its area of 4 π.
          assertThat(spread.at(row, column)).isCloseTo((float) (1 / (4 * Math.PI)), within(1e-6f));
        } else if (!sameKind || distance > lattice * (2 + Math.sqrt(0.5))) {
          assertThat(spread.at(row, column)).isZero();
        }
        sum += spread.at(row, column);
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @Test
  void flatStaysFlatAndSmallDiscsChangeNothing() {
    float[] flat = new float[WIDTH * HEIGHT];
    Arrays.fill(flat, 0.3f);
    RawImage even = RawImage.normalised(WIDTH, HEIGHT, Cfa.GBRG, flat);
    for (float sample : new PlaneDefocus(11).apply(even).samples()) {
      assertThat(sample).isCloseTo(0.3f, within(1e-6f));
    }
    RawImage raw = random(new Random(Seeds.next("neutral")), Cfa.GBRG);
    assertThat(new PlaneDefocus(2).apply(raw).samples()).containsExactly(raw.samples());
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩, and ∂L/∂diameter is the finite difference. */
  @ParameterizedTest
  @EnumSource(Cfa.class)
  void pullbackIsAdjointAndDerivative(Cfa cfa) {
    Random random = new Random(Seeds.next("defocus"));
    RawImage raw = random(random, cfa);
    RawImage cotangent = random(random, cfa);
    PlaneDefocus defocus = new PlaneDefocus(5.3);
    Gradient<RawImage> gradient = defocus.pull(raw).back(cotangent);
    double forward = product(defocus.apply(raw), cotangent);
    assertThat(product(raw, gradient.input())).isCloseTo(forward, within(1e-4));
    double step = 1e-2;
    double slope =
        (product(new PlaneDefocus(5.3 + step).apply(raw), cotangent)
                - product(new PlaneDefocus(5.3 - step).apply(raw), cotangent))
            / (2 * step);
    assertThat(gradient.parameters()[0]).isCloseTo(slope, within(0.01 * Math.abs(slope) + 5e-3));
  }

  private static double product(RawImage a, RawImage b) {
    double sum = 0;
    for (int i = 0; i < a.samples().length; i++) {
      sum += (double) a.samples()[i] * b.samples()[i];
    }
    return sum;
  }

  /** Measured on white noise, far from the edges' reflections. */
  @ParameterizedTest
  @EnumSource(names = {"RGGB", "MONOCHROME"})
  void remainingNoiseIsTheSquaredSumOfWeights(Cfa cfa) {
    Random random = new Random(4);
    int side = 400;
    float[] noise = new float[side * side];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    RawImage raw = RawImage.normalised(side, side, cfa, noise);
    for (double[] numbers :
        new double[][] {
          {0, 0, 1},
          {0, 7, 1},
          {1.2, 0, 1},
          {1.2, 7, 1},
          {0.4, 3, 1},
          {0, 0, 3},
          {1.2, 0, 3},
          {0.8, 5, 5}
        }) {
      PlaneBlur blur = new PlaneBlur(numbers[0]);
      PlaneDefocus defocus = new PlaneDefocus(numbers[1]);
      PlaneSampling sampling = new PlaneSampling((int) numbers[2]);
      float[] samples = sampling.apply(defocus.apply(blur.apply(raw))).samples();
      double variance = 0;
      for (float sample : samples) {
        variance += (double) sample * sample / samples.length;
      }
      double left = defocus.left(blur, sampling, cfa);
      assertThat(variance)
          .as("%s %s %s", blur, defocus, sampling)
          .isCloseTo(left, within(0.06 * left));
    }
  }

  @Test
  void problemsAreReported() {
    assertThatThrownBy(() -> new PlaneDefocus(-1))
        .hasMessage("plane_defocus diameter is -1: expected 0 to 1000 (px)");
    RawImage odd = RawImage.normalised(3, 2, Cfa.RGGB, new float[6]);
    assertThatThrownBy(() -> new PlaneDefocus(5).apply(odd))
        .hasMessage(
            "plane_defocus got a mosaic of 3×2 pixels: expected even sides, with complete 2×2 CFA cells; crop it");
  }
}
