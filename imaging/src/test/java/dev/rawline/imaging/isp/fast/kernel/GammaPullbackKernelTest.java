package dev.rawline.imaging.isp.fast.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.Seeds;
import dev.rawline.imaging.chain.Gradient;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Gamma;
import dev.rawline.imaging.numeric.Lanes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GammaPullbackKernelTest {
  private static final int COUNT = 4096;

  @Test
  void matchesTheDefinitionOverAllMagnitudes() {
    Random random = new Random(Seeds.next("gamma pullback"));
    double[] gammas = {2.2, 1, 0.5, 1.8, 2.4, 6, random.nextDouble(0.2, 6)};
    for (double gamma : gammas) {
      for (double floor : new double[] {0, 1e-5, 0.1}) {
        Gamma curve = new Gamma(gamma, floor);
        float[] in = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
          double magnitude = Math.pow(2, -random.nextDouble(100) * random.nextDouble());
          in[i] = (float) (magnitude * (i % 8 == 0 ? -1 : i % 8 == 1 ? 3 : 1));
        }
        // The gradient by the first of the three planes alone is 1.
        float[] ones = new float[3 * COUNT];
        Arrays.fill(ones, 0, COUNT, 1);
        Gradient<LinearRgb> gradient =
            curve
                .pull(new LinearRgb(COUNT, 1, Arrays.copyOf(in, 3 * COUNT)))
                .back(new View(COUNT, 1, ones));
        float[] expected = gradient.input().samples();
        double[] expectedSums = gradient.parameters();
        LaneSums sums = new LaneSums(2);
        float[] slopes = slopes(curve, in, sums);
        for (int i = 0; i < COUNT; i++) {
          assertThat((double) slopes[i])
              .as("%s at %s", curve, in[i])
              .isCloseTo((double) expected[i], within(1e-5 * Math.abs(expected[i]) + 1e-12));
        }
        GammaPullbackKernel kernel = new GammaPullbackKernel(curve);
        assertThat(kernel.ofGamma(sums.total(0)))
            .as("%s by γ", curve)
            .isCloseTo(expectedSums[0], within(1e-4 * Math.abs(expectedSums[0]) + 1e-6));
        assertThat(kernel.ofFloor(sums.total(1)))
            .as("%s by the floor", curve)
            .isCloseTo(expectedSums[1], within(1e-5 * expectedSums[1]));
      }
    }
  }

  @Test
  void gradientsPassAtTheEndsOfTheCurveButNotBeyond() {
    float[] in = new float[Lanes.COUNT];
    Arrays.fill(in, 0.5f);
    in[0] = 0.1f;
    in[1] = Math.nextDown(0.1f);
    in[2] = 1;
    in[3] = Math.nextUp(1f);
    float[] slopes = slopes(new Gamma(2.2, 0.1f), in, new LaneSums(2));
    assertThat(slopes[0]).isPositive();
    assertThat(slopes[1]).isZero();
    assertThat(slopes[2]).isPositive();
    assertThat(slopes[3]).isZero();
  }

  private static float[] slopes(Gamma curve, float[] in, LaneSums sums) {
    float[] ones = new float[in.length];
    Arrays.fill(ones, 1);
    float[] luma = new float[in.length];
    float[] out = new float[in.length];
    new GammaPullbackKernel(curve)
        .row(ones, 0, in, 0, luma, 0, luma, 0, out, 0, sums.lanes(), in.length);
    return out;
  }
}
